# Letters and digits only: they stand in URLs.
ephemeral "random_password" "database" {
  length  = 40
  special = false
}

# What the provider wants of a password: one of each.
locals {
  database_password = "${ephemeral.random_password.database.result}-Aa1"
  redis_password    = "${ephemeral.random_password.redis.result}-Aa1"
  database          = scaleway_rdb_instance.main.private_network[0]
  redis             = scaleway_redis_cluster.main.private_network[0]
}

resource "scaleway_rdb_instance" "main" {
  name                      = "rubi-studio"
  engine                    = var.database_engine
  node_type                 = var.database_node_type
  is_ha_cluster             = true
  volume_type               = "sbs_5k"
  volume_size_in_gb         = var.database_volume_gb
  encryption_at_rest        = true
  user_name                 = "rubi_admin"
  password_wo               = local.database_password
  password_wo_version       = var.secrets_version
  disable_backup            = false
  backup_schedule_frequency = 24
  backup_schedule_retention = 14
  backup_same_region        = false

  settings = {
    max_connections = tostring(var.database_max_connections)
  }

  private_network {
    pn_id       = scaleway_vpc_private_network.main.id
    enable_ipam = true
  }
}

resource "scaleway_rdb_database" "main" {
  instance_id = scaleway_rdb_instance.main.id
  name        = "rubi_trading"
}

resource "scaleway_rdb_privilege" "main" {
  instance_id   = scaleway_rdb_instance.main.id
  user_name     = scaleway_rdb_instance.main.user_name
  database_name = scaleway_rdb_database.main.name
  permission    = "all"
}

ephemeral "random_password" "redis" {
  length  = 40
  special = false
}

# It only wakes workers: nothing in it has to survive, and nothing in it may be thrown away early.
resource "scaleway_redis_cluster" "main" {
  name                = "rubi-studio"
  version             = var.redis_version
  node_type           = var.redis_node_type
  cluster_size        = 1
  tls_enabled         = true
  user_name           = "rubi"
  password_wo         = local.redis_password
  password_wo_version = var.secrets_version

  settings = {
    "maxmemory-policy" = "noeviction"
  }

  private_network {
    id = scaleway_vpc_private_network.main.id
  }
}
