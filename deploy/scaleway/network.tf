resource "scaleway_vpc" "main" {
  name = "rubi-studio"
}

resource "scaleway_vpc_private_network" "main" {
  name   = "rubi-studio"
  vpc_id = scaleway_vpc.main.id

  ipv4_subnet {
    subnet = "10.42.0.0/22"
  }
}

# The way out of nodes that have no address of their own.
resource "scaleway_vpc_public_gateway_ip" "main" {}

resource "scaleway_vpc_public_gateway" "main" {
  name  = "rubi-studio"
  type  = "VPC-GW-S"
  ip_id = scaleway_vpc_public_gateway_ip.main.id
}

resource "scaleway_vpc_gateway_network" "main" {
  gateway_id         = scaleway_vpc_public_gateway.main.id
  private_network_id = scaleway_vpc_private_network.main.id
  enable_masquerade  = true

  ipam_config {
    push_default_route = true
  }
}
