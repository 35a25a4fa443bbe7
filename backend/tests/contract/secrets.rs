//! The installation's keys: created once, and shared by all servers.

both! {
    async fn every_server_on_a_database_has_the_same_keys(world: TestContext) {
        use backend::secret::Purpose;

        let (one, other) = (world.backend.clone(), world.another_process().await);
        let (first, second) = tokio::join!(one.key(Purpose::Device), other.key(Purpose::Device));
        let signature = first.unwrap().sign(&[b"x"]);
        assert!(second.unwrap().verify(&[b"x"], &signature), "also when both ask at once");
        let later = world.another_process().await;
        assert!(later.key(Purpose::Device).await.unwrap().verify(&[b"x"], &signature), "after a restart");
        assert!(!later.key(Purpose::Form).await.unwrap().verify(&[b"x"], &signature), "one key for each purpose");
        assert_eq!(world.number("SELECT COUNT(*) FROM server_secrets").await, 2);
    }
}
