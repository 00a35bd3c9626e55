resource "scaleway_k8s_cluster" "main" {
  name                        = "rubi-studio"
  version                     = var.kubernetes_version
  cni                         = "cilium"
  private_network_id          = scaleway_vpc_private_network.main.id
  delete_additional_resources = false

  auto_upgrade {
    enable                        = true
    maintenance_window_day        = "saturday"
    maintenance_window_start_hour = 8
  }

  # Nodes without addresses need the way out before they come.
  depends_on = [scaleway_vpc_gateway_network.main]
}

resource "scaleway_k8s_acl" "main" {
  cluster_id = scaleway_k8s_cluster.main.id

  dynamic "acl_rules" {
    for_each = var.operator_ranges
    content {
      ip          = acl_rules.value
      description = "operators"
    }
  }
}

resource "scaleway_k8s_pool" "main" {
  cluster_id         = scaleway_k8s_cluster.main.id
  name               = "main"
  node_type          = var.node_type
  size               = var.nodes_min
  min_size           = var.nodes_min
  max_size           = var.nodes_max
  autoscaling        = true
  autohealing        = true
  public_ip_disabled = true

  upgrade_policy {
    max_surge       = 1
    max_unavailable = 0
  }
}

resource "scaleway_registry_namespace" "main" {
  name        = "rubi-studio"
  description = "Images of Rubi Studio"
  is_public   = false
}
