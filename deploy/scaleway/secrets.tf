ephemeral "random_password" "api_secret_key" {
  length  = 64
  special = false
}

ephemeral "random_password" "jwt_secret" {
  length  = 64
  special = false
}

locals {
  authority = "sslmode=verify-ca&uselibpqcompat=true&sslrootcert=/etc/rubi-studio/ca.pem"
  # The names that k8s/components/external-secrets/ asks for. Values are sent once per version, and kept in no state.
  secret_names = toset(["database-url", "redis-url", "api-secret-key", "jwt-secret"])
}

resource "scaleway_secret" "main" {
  for_each = local.secret_names
  name     = "rubi-studio-${each.key}"
}

resource "scaleway_secret_version" "database_url" {
  secret_id       = scaleway_secret.main["database-url"].id
  data_wo         = "postgresql://rubi_admin:${local.database_password}@${local.database.ip}:${local.database.port}/${scaleway_rdb_database.main.name}?${local.authority}"
  data_wo_version = var.secrets_version
}

resource "scaleway_secret_version" "redis_url" {
  secret_id       = scaleway_secret.main["redis-url"].id
  data_wo         = "rediss://rubi:${local.redis_password}@${local.redis.ips[0]}:${local.redis.port}/0"
  data_wo_version = var.secrets_version
}

resource "scaleway_secret_version" "api_secret_key" {
  secret_id       = scaleway_secret.main["api-secret-key"].id
  data_wo         = ephemeral.random_password.api_secret_key.result
  data_wo_version = var.secrets_version
}

resource "scaleway_secret_version" "jwt_secret" {
  secret_id       = scaleway_secret.main["jwt-secret"].id
  data_wo         = ephemeral.random_password.jwt_secret.result
  data_wo_version = var.secrets_version
}

# No secret, but it comes the same way: who signed the certificates of PostgreSQL and Redis.
resource "scaleway_secret" "authorities" {
  name = "rubi-studio-ca"
}

resource "scaleway_secret_version" "authorities" {
  secret_id = scaleway_secret.authorities.id
  data      = "${scaleway_rdb_instance.main.certificate}\n${scaleway_redis_cluster.main.certificate}"
}
