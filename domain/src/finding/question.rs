//! What a search means, and what it finds.

use super::act::VERBS;
use super::{Finding, FoundAct, FoundPerson, MOST_FOUND, SitePage, find_permissions, permissions_meant};
use crate::access::{Action as _, ListUsers};
use crate::listing::tidy_search;
use crate::permission::SchoolRoles;
use crate::role::{HeldRole, OWN_ROLE_SIGN};
use crate::search::words;
use crate::user::MemberStatus;
use crate::viewer::Viewer;

/// Words between a person and what is to be done, which belong to neither.
const BETWEEN: &[&str] =
    &["for", "of", "to", "the", "a", "an", "as", "user", "person", "from", "please", "role", "access"];
/// Words with which people begin to say that somebody gets a role.
const GIVING: &[&str] = &["make", "give", "set", "change", "move", "switch", "promote", "demote"];

/// A search, and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    text: String,
    meaning: Meaning,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Meaning {
    /// Nothing is asked yet.
    Nothing,
    /// Who has a permission.
    Who,
    /// Something to do to the people whom the text finds. The beginning of a role's name can mean several roles.
    Act(Vec<FoundAct>, String),
    /// A role, and nobody to get it.
    Role(HeldRole),
    /// A person, a page or a permission.
    Anything,
}

impl Question {
    /// Reads a search in a school with the roles `school`.
    pub fn read(text: &str, school: &SchoolRoles) -> Self {
        let text = tidy_search(text.trim().trim_end_matches(['?', '!']));
        let tokens = Token::all(&text);
        let meaning = match tokens.iter().find(|token| !token.is_arrow) {
            None => Meaning::Nothing,
            Some(first) if ["who", "whos"].contains(&first.key.as_str()) => Meaning::Who,
            Some(_) => {
                let meant = giving(&tokens, school).or_else(|| begun(&tokens, school)).or_else(|| act(&tokens));
                meant.unwrap_or(Meaning::Anything)
            }
        };
        Self { text, meaning }
    }

    /// What is asked, tidied.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Whether nothing is asked yet.
    pub fn is_empty(&self) -> bool {
        self.meaning == Meaning::Nothing
    }

    /// The search for people that it takes, if any.
    pub fn people(&self) -> Option<&str> {
        let search = match &self.meaning {
            Meaning::Nothing | Meaning::Who | Meaning::Role(_) => "",
            Meaning::Act(_, person) => person,
            Meaning::Anything => &self.text,
        };
        (!words(search).is_empty()).then_some(search)
    }

    /// The status of the people to look among, if that is not all who are in the list.
    pub fn among(&self) -> Option<MemberStatus> {
        match &self.meaning {
            Meaning::Act(acts, _) => acts.iter().find_map(FoundAct::among),
            _ => None,
        }
    }

    /// What the reader finds. `people` are those whom [`Question::people`] found; the reader may list them.
    pub fn answer(&self, viewer: &Viewer, people: Vec<FoundPerson>) -> Vec<Finding> {
        let lists = ListUsers.check(&viewer.grants()).is_ok();
        let mut people: Vec<_> = people.into_iter().filter(|_| lists).collect();
        // Most people mean the beginning of a name. The sort is stable: others stay in order.
        people.sort_by_cached_key(|person| !self.begins(&person.name));
        people.truncate(MOST_FOUND);
        let mut found = Vec::new();
        if let Meaning::Act(acts, _) = &self.meaning {
            let each = people.iter().flat_map(|person| acts.iter().map(move |act| (act, person)));
            let to_do = each.filter(|(act, person)| !has_already(act, person)).take(MOST_FOUND);
            found.extend(to_do.map(|(act, person)| {
                let may = act.check(viewer, person);
                Finding::Act { act: act.clone(), person: person.clone(), may }
            }));
            // What is refused comes after what is not.
            found.sort_by_key(|finding| matches!(finding, Finding::Act { may: Err(_), .. }));
        }
        found.extend(people.into_iter().map(Finding::Person));
        found.extend(self.roles(viewer, lists));
        let permissions = self.permissions(viewer, lists);
        let pages = self.pages(viewer);
        if self.meaning == Meaning::Who {
            found.extend(permissions);
            found.extend(pages);
        } else {
            found.extend(pages);
            found.extend(permissions);
        }
        found
    }

    /// Whether each word of the search for people begins a word of the name.
    fn begins(&self, name: &str) -> bool {
        let (search, name) = (words(self.people().unwrap_or_default()), words(name));
        search.iter().all(|word| name.iter().any(|known| known.starts_with(word)))
    }

    fn permissions(&self, viewer: &Viewer, lists: bool) -> impl Iterator<Item = Finding> + use<> {
        let products = &viewer.settings.products;
        let permissions = match &self.meaning {
            Meaning::Who => permissions_meant(&self.text, products),
            Meaning::Act(_, person) if !person.is_empty() => find_permissions(&self.text, products),
            Meaning::Anything => find_permissions(&self.text, products),
            Meaning::Nothing | Meaning::Role(_) | Meaning::Act(..) => Vec::new(),
        };
        let finding = move |feature| if lists { Finding::Holders(feature) } else { Finding::Compared(feature) };
        permissions.into_iter().take(MOST_FOUND).map(finding)
    }

    fn pages(&self, viewer: &Viewer) -> impl Iterator<Item = Finding> + use<> {
        let is_meant = |page: SitePage| match &self.meaning {
            Meaning::Nothing => true,
            // Nobody is named yet: people are chosen there.
            Meaning::Act(_, person) if person.is_empty() && page == SitePage::Users => true,
            _ => page.is_called(&self.text),
        };
        let pages = SitePage::ALL.into_iter().filter(|page| is_meant(*page) && page.check(viewer).is_ok());
        pages.map(Finding::Page).collect::<Vec<_>>().into_iter()
    }

    fn roles(&self, viewer: &Viewer, lists: bool) -> Vec<Finding> {
        let school = &viewer.settings.roles;
        let role = |role| Finding::Role { role, name: school.label(role) };
        match &self.meaning {
            Meaning::Role(named) => {
                let holders = lists.then(|| Finding::HoldersOfRole { role: *named, name: school.label(*named) });
                [role(*named)].into_iter().chain(holders).collect()
            }
            Meaning::Anything => {
                let search = words(&self.text);
                let is_begun = |name: String| {
                    let name = words(&name);
                    search.iter().all(|word| name.iter().any(|known| known.starts_with(word)))
                };
                school.all().into_iter().filter(|one| is_begun(school.label(*one))).take(MOST_FOUND).map(role).collect()
            }
            Meaning::Nothing | Meaning::Who | Meaning::Act(..) => Vec::new(),
        }
    }
}

/// Whether the person is already as the act would make them.
fn has_already(act: &FoundAct, person: &FoundPerson) -> bool {
    matches!(act, FoundAct::Give(role, _) if *role == person.role)
}

/// A word of a search: as typed, and as it is compared.
struct Token {
    typed: String,
    key: String,
    /// Whether it is an arrow.
    is_arrow: bool,
}

impl Token {
    fn all(text: &str) -> Vec<Self> {
        let spaced = text.replace("->", " → ").replace("=>", " → ").replace('→', " → ");
        let token = |typed: &str| {
            let own = ["'s", "’s"].iter().find_map(|end| typed.strip_suffix(end)).unwrap_or(typed);
            Self { typed: own.to_owned(), key: words(own).concat(), is_arrow: typed == "→" }
        };
        spaced.split_whitespace().map(token).filter(|token| token.is_arrow || !token.key.is_empty()).collect()
    }
}

/// The person in what is left of a search.
fn person<'t>(tokens: impl Iterator<Item = &'t Token>) -> String {
    let said = tokens.skip_while(|token| GIVING.contains(&token.key.as_str()));
    let said = said.filter(|token| !token.is_arrow && !BETWEEN.contains(&token.key.as_str()));
    said.map(|token| token.typed.as_str()).collect::<Vec<_>>().join(" ")
}

/// A role in the search, and who is to get it: "Emily → Partial Edit", "make Emily Partial Edit".
fn giving(tokens: &[Token], school: &SchoolRoles) -> Option<Meaning> {
    let is_giving = tokens.iter().any(|token| token.is_arrow) || GIVING.contains(&tokens.first()?.key.as_str());
    let names = school.all().into_iter().flat_map(|role| {
        // Two letters may be anything else, unless somebody is given something.
        let short = is_giving.then(|| words(school.mark(role).trim_end_matches(OWN_ROLE_SIGN)).concat());
        [Some(words(&school.label(role)).concat()), short].into_iter().flatten().map(move |name| (name, role))
    });
    // The longest name, so that a school's own "Partial Edit Music" is not taken for Partial Edit.
    let (place, length, role) = names
        .filter_map(|(name, role)| place_of(&name, tokens).map(|(place, length)| (place, length, role)))
        .max_by_key(|(_, length, role)| (*length, role.is_custom()))?;
    let rest =
        tokens.iter().enumerate().filter(|(at, _)| !(place..place + length).contains(at)).map(|(_, token)| token);
    let person = person(rest);
    let named = school.label(role);
    Some(if person.is_empty() { Meaning::Role(role) } else { Meaning::Act(vec![FoundAct::Give(role, named)], person) })
}

/// Something to do, at the beginning or the end of the search, and to whom.
fn act(tokens: &[Token]) -> Option<Meaning> {
    let found = VERBS.iter().find_map(|(phrases, act)| {
        let at_an_end = |phrase: &&str| {
            let length = phrase.split(' ').count();
            let is = |some: &[Token]| some.iter().map(|token| token.key.as_str()).eq(phrase.split(' '));
            let last = tokens.len().checked_sub(length)?;
            let (begin, end) = (tokens.get(..length)?, tokens.get(last..)?);
            (is(begin)).then(|| &tokens[length..]).or_else(|| is(end).then(|| &tokens[..last]))
        };
        phrases.iter().find_map(at_an_end).map(|rest| (act, rest))
    });
    found.map(|(act, rest)| Meaning::Act(vec![act.clone()], person(without_words_of(act, rest).iter())))
}

/// What is left of a search without words of the act at the other end: "reset Emily's password", "invite Emily again".
/// Only words of phrases count, and one word is always left: "Emily Lock" is somebody's name.
fn without_words_of<'t>(act: &FoundAct, rest: &'t [Token]) -> &'t [Token] {
    let phrases = VERBS.iter().filter(|(_, known)| known == act).flat_map(|(phrases, _)| *phrases);
    let parts: Vec<_> = phrases.filter(|phrase| phrase.contains(' ')).flat_map(|phrase| phrase.split(' ')).collect();
    let is_part = |token: &Token| parts.contains(&token.key.as_str());
    match rest {
        [left @ .., last] if !left.is_empty() && is_part(last) => without_words_of(act, left),
        rest => rest,
    }
}

/// The beginning of a role's name after an arrow, or at the end of a search that gives something: "Emily → part", "make
/// Emily partial". Every role that begins so is meant.
fn begun(tokens: &[Token], school: &SchoolRoles) -> Option<Meaning> {
    let arrow = tokens.iter().rposition(|token| token.is_arrow);
    let says_other = || match act(tokens) {
        Some(Meaning::Act(acts, _)) => !matches!(acts[..], [FoundAct::Edit | FoundAct::ChangeRole]),
        _ => false,
    };
    let is_giving = GIVING.contains(&tokens.first()?.key.as_str());
    let roles = |typed: &[Token]| {
        let begins = |role: &HeldRole| {
            let name = words(&school.label(*role));
            !typed.is_empty()
                && typed.len() <= name.len()
                && typed.iter().zip(&name).all(|(token, word)| word.starts_with(&token.key))
        };
        let roles: Vec<_> = school.all().into_iter().filter(begins).collect();
        (!roles.is_empty()).then_some(roles)
    };
    let (person_ends, roles) = match arrow {
        Some(arrow) => (arrow, roles(&tokens[arrow + 1..])?),
        None if is_giving && !says_other() => {
            (2..tokens.len()).find_map(|place| Some((place, roles(&tokens[place..])?)))?
        }
        None => return None,
    };
    let person = person(tokens[..person_ends].iter());
    let give = |role| FoundAct::Give(role, school.label(role));
    (!person.is_empty()).then(|| Meaning::Act(roles.into_iter().map(give).collect(), person))
}

/// Where the words of a name are among the tokens, however they are divided: "full readonly" is "full read only".
fn place_of(name: &str, tokens: &[Token]) -> Option<(usize, usize)> {
    (0..tokens.len()).find_map(|place| {
        let mut rest = name;
        let mut length = 0;
        for token in &tokens[place..] {
            rest = rest.strip_prefix(token.key.as_str()).filter(|_| !token.is_arrow)?;
            length += 1;
            if rest.is_empty() {
                return Some((place, length));
            }
        }
        None
    })
}
