//! Jobs run once an interval, on one of all servers.

use backend::Backend;
use backend::retention::Retention;
use backend::scheduler::{Done, Holder, Job, jobs, run, run_due};
use domain::moment::{HOUR, SECOND};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// A job that counts how often it ran.
fn counting(every: i64) -> (Arc<AtomicU64>, impl Fn() -> Vec<Job>) {
    let count = Arc::new(AtomicU64::new(0));
    let counted = Arc::clone(&count);
    let make = move || {
        let counted = Arc::clone(&counted);
        let job = Job::new("count", "Counts.", every, move |_| {
            let counted = Arc::clone(&counted);
            Box::pin(async move { Ok(Done(counted.fetch_add(1, Ordering::SeqCst))) })
        });
        vec![job]
    };
    (count, make)
}

async fn ran(backend: &Backend, jobs: &[Job], holder: &Holder) -> bool {
    !run_due(backend, jobs, holder).await.unwrap().is_empty()
}

both! {
    async fn of_two_servers_one_runs_a_job_once_an_interval(world: TestContext) {
        let other = world.another_process().await;
        let (here, there) = (Holder::new(), Holder::new());
        for every in [5 * SECOND, HOUR] {
            let (count, make) = counting(every);
            sqlx::query("DELETE FROM scheduled_jobs").execute(&world.pool).await.unwrap();
            let jobs = make();
            for round in 1..=5 {
                // Both ask at once: the first one holds it.
                let (mine, theirs) = tokio::join!(ran(&world.backend, &jobs, &here), ran(&other, &jobs, &there));
                assert!(mine != theirs, "{mine} {theirs}");
                assert!(!ran(&world.backend, &jobs, &here).await && !ran(&other, &jobs, &there).await);
                world.clock.advance(every - 1);
                assert!(!ran(&world.backend, &jobs, &here).await && !ran(&other, &jobs, &there).await);
                world.clock.advance(1);
                assert_eq!(count.load(Ordering::SeqCst), round);
            }
        }
        other.store().close().await;
    }

    async fn the_lease_of_a_server_that_died_is_taken_over(world: TestContext) {
        let other = world.another_process().await;
        let (here, there) = (Holder::new(), Holder::new());
        let stuck = vec![Job::new("count", "Never ends.", HOUR, |_| Box::pin(std::future::pending()))];
        // The process ends while the job is under way: nothing is given back.
        let died = tokio::time::timeout(Duration::from_millis(500), run_due(&world.backend, &stuck, &here)).await;
        assert!(died.is_err());
        let (count, make) = counting(HOUR);
        let jobs = make();
        assert!(!ran(&other, &jobs, &there).await);
        world.clock.advance(29 * SECOND);
        assert!(!ran(&other, &jobs, &there).await);
        world.clock.advance(SECOND);
        assert!(ran(&other, &jobs, &there).await);
        assert_eq!(count.load(Ordering::SeqCst), 1);
        other.store().close().await;
    }

    async fn a_job_that_takes_longer_than_its_interval_is_under_way_once(world: TestContext) {
        let other = world.another_process().await;
        let (count, make) = counting(5 * SECOND);
        let under_way = vec![Job::new("count", "Takes its time.", 5 * SECOND, |_| Box::pin(std::future::pending()))];
        let (here, there) = (Holder::new(), Holder::new());
        // Longer than until the lease is first renewed, on a clock that does not move while the job runs.
        let long = run_due(&world.backend, &under_way, &here);
        let watch = async {
            tokio::time::sleep(Duration::from_millis(500)).await;
            for _ in 0..5 {
                world.clock.advance(5 * SECOND);
                assert!(!ran(&other, &make(), &there).await, "it is under way on another server");
            }
            // The other server keeps its lease for as long as it works on the job.
            tokio::time::sleep(Duration::from_secs(12)).await;
            world.clock.advance(10 * SECOND);
            assert!(!ran(&other, &make(), &there).await, "the lease was kept");
            assert_eq!(count.load(Ordering::SeqCst), 0);
        };
        tokio::select! {
            _ = long => panic!("the job never ends"),
            () = watch => {}
        }
        // It was kept at 25 seconds, for 30 more.
        world.clock.advance(20 * SECOND);
        assert!(ran(&other, &make(), &there).await, "nobody works on it any more");
        other.store().close().await;
    }

    async fn a_server_that_stops_gives_its_jobs_back(world: TestContext) {
        let other = world.another_process().await;
        let (count, make) = counting(5 * SECOND);
        run(world.backend.clone(), make(), tokio::time::sleep(Duration::from_millis(700))).await;
        assert_eq!(count.load(Ordering::SeqCst), 1);
        world.clock.advance(5 * SECOND);
        assert!(ran(&other, &make(), &Holder::new()).await);
        other.store().close().await;
    }

    async fn a_clock_that_was_wrong_puts_no_job_off_for_good(world: TestContext) {
        let (count, make) = counting(HOUR);
        let jobs = make();
        world.clock.advance(1_000 * HOUR);
        assert!(ran(&world.backend, &jobs, &Holder::new()).await);
        world.clock.advance(-1_000 * HOUR);
        assert!(ran(&world.backend, &jobs, &Holder::new()).await);
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }

    async fn every_job_runs_and_says_what_it_does(world: TestContext) {
        world.school_with_owner("Hillside").await;
        let jobs = jobs(Retention::default());
        let ran = run_due(&world.backend, &jobs, &Holder::new()).await.unwrap();
        assert_eq!(ran, jobs.iter().map(|job| job.name).collect::<Vec<_>>());
        assert!(jobs.iter().all(|job| job.about.ends_with('.') && job.every >= SECOND));
    }
}
