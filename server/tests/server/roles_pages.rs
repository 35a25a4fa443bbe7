//! The pages about roles: light until a product is opened, reachable by tabs, and at the addresses they had before.

use crate::test_server::TestServer;
use domain::catalogue::Catalogue;
use domain::role::Role;

/// The most elements of a page about roles before somebody opens a product.
const MOST_ELEMENTS: usize = 2_500;

/// The number of elements in a page.
fn elements(page: &str) -> usize {
    page.split('<').skip(1).filter(|rest| rest.starts_with(|sign: char| sign.is_ascii_alphabetic())).count()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_about_roles_is_light_until_a_product_is_opened() {
    let house = TestServer::demo().await;
    let (owner, _) = house.signed_in_as(Role::AccountOwner).await;
    let eight: String = Role::ALL.iter().map(|role| format!("role={}&", role.code())).collect();
    for query in [
        "".to_owned(),
        "only=differences".to_owned(),
        "search=e".to_owned(),
        "role=full-edit".to_owned(),
        "role=full-edit&role=partial-edit".to_owned(),
        "role=full-edit&role=partial-edit&role=minimal-edit".to_owned(),
        "why=juniper-mis/settings-other/roles".to_owned(),
        format!("{eight}only=differences"),
    ]
    .into_iter()
    .chain(Catalogue::published().products().iter().map(|product| format!("product={}", product.code())))
    {
        for reader in [&owner, &house.browser()] {
            let page = reader.get(&format!("/roles?{query}")).await;
            let count = elements(&page.body);
            assert!(page.status == 200 && count <= MOST_ELEMENTS, "/roles?{query}: {count} elements");
        }
    }
    for path in ["/roles/guide", "/roles/present", "/roles/present?role=full-edit&page=1", "/roles/closest"] {
        let count = elements(&owner.get(path).await.body);
        assert!(count <= MOST_ELEMENTS, "{path}: {count} elements");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_product_opens_at_an_address_and_what_was_linked_before_still_works() {
    let house = TestServer::demo().await;
    let visitor = house.browser();
    let row = "id=\"juniper-mis/settings-other/custom-fields\"";
    let closed = visitor.get("/roles").await.body;
    assert!(!closed.contains(row));
    assert!(closed.contains("/roles?open=juniper-mis#juniper-mis"), "the product's name opens it");
    let open = visitor.get("/roles?open=juniper-mis").await.body;
    assert!(open.contains(row));
    assert!(open.contains("href=\"/roles#juniper-mis\""), "and closes it");
    // Few rows are open without being asked for. Areas that were folded before are not any more.
    let linked = visitor.get("/roles?role=full-edit&role=partial-edit&fold=juniper-mis/pupils").await.body;
    assert!(linked.contains(row));
    assert!(linked.contains("Full Edit also has 79, Partial Edit nothing more."));
    let other = visitor.get("/roles?role=partial-edit&role=minimal-edit&product=sonar-tracker").await.body;
    assert!(other.contains("Partial Edit and Minimal Edit can do exactly the same."));
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_sees_the_tabs_they_may_open() {
    let house = TestServer::demo().await;
    let (admin, _) = house.signed_in_as(Role::AccountAdmin).await;
    let (teacher, _) = house.signed_in_as(Role::FullEdit).await;
    let tabs = |page: &str| -> Vec<String> {
        let nav = page.split("class=\"tabs\"").nth(1).and_then(|rest| rest.split("</nav>").next()).unwrap();
        nav.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned()).collect()
    };
    let everybody = ["/roles/guide", "/roles", "/roles/present"];
    for reader in [&teacher, &house.browser()] {
        for path in ["/roles", "/roles/guide"] {
            assert_eq!(tabs(&reader.get(path).await.body), everybody, "{path}");
        }
    }
    let all = ["/roles/guide", "/roles", "/roles/who", "/roles/manage", "/roles/present"];
    for path in ["/roles", "/roles/guide", "/roles/who", "/roles/manage"] {
        let page = admin.get(path).await.body;
        assert_eq!(tabs(&page), all, "{path}");
        assert!(page.contains(&format!("href=\"{path}\" aria-current=\"page\"")), "{path}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_stage_shows_every_permission_as_a_square_and_everything_a_role_adds() {
    let house = TestServer::demo().await;
    let visitor = house.browser();
    let page = visitor.get("/roles/present?role=full-edit").await.body;
    let squares = page
        .split("class=\"stage-squares\"")
        .skip(1)
        .map(|field| field.split("</div>").next().unwrap().matches("<i").count());
    assert_eq!(squares.sum::<usize>(), 169);
    let mut items = 0;
    for slide in 1..=7 {
        let page = visitor.get(&format!("/roles/present?role=full-edit&page={slide}")).await.body;
        items +=
            page.split("class=\"stage-items\"").nth(1).unwrap().split("</ul>").next().unwrap().matches("<li").count();
    }
    assert_eq!(items, 79);
    let split = visitor.get("/roles/present?view=names").await.body;
    assert!(split.contains("A governor sees aliases") && split.contains("Pupil "));
    let marks = visitor.get("/roles/present?view=marks").await.body;
    assert_eq!(marks.matches("reach-enters").count(), 18 + 2 * 3, "the owner, an admin and Full Edit enter all");
    assert_eq!(marks.matches("reach-aliases").count(), 6, "Minimal Read-only sees aliases");
    let notes = visitor.get("/roles/present?role=full-edit&view=notes").await.body;
    assert!(notes.contains("Presenter’s notes") && notes.contains("Next: Full Edit: what it adds, 1 of 7."));
    let gone = visitor.get("/roles/present?role=full-edit.7b0c7a3e9b1d4c2f8a6e0d1b2c3f4a5b").await;
    assert_eq!(gone.status, 404);
}
