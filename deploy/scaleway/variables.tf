variable "project_id" {
  description = "Scaleway project that everything is made in."
  type        = string
}

variable "region" {
  description = "Region of the cluster, the database and the registry."
  type        = string
  default     = "fr-par"
}

variable "zone" {
  description = "Zone of the nodes, Redis and the public gateway."
  type        = string
  default     = "fr-par-1"
}

variable "operator_ranges" {
  description = "Networks that may speak to the Kubernetes API, such as [\"203.0.113.7/32\"]."
  type        = list(string)

  validation {
    condition     = length(var.operator_ranges) > 0 && !contains(var.operator_ranges, "0.0.0.0/0")
    error_message = "Name your own networks: the whole world is none of them."
  }
}

variable "kubernetes_version" {
  description = "Minor version of Kubernetes; patches come by themselves."
  type        = string
  default     = "1.33"
}

variable "node_type" {
  description = "Commercial type of the nodes."
  type        = string
  default     = "PRO2-XS"
}

variable "nodes_min" {
  description = "Fewest nodes: two, so that one may leave."
  type        = number
  default     = 2
}

variable "nodes_max" {
  description = "Most nodes that the autoscaler may add."
  type        = number
  default     = 6
}

variable "database_node_type" {
  description = "Commercial type of the database; its memory decides max_connections."
  type        = string
  default     = "DB-PRO2-XXS"
}

variable "database_engine" {
  description = "PostgreSQL's major version, as the provider names it: 15 or newer."
  type        = string
  default     = "PostgreSQL-16"
}

variable "database_volume_gb" {
  description = "Volume of the database. It grows while the database runs, and never shrinks."
  type        = number
  default     = 100
}

variable "database_max_connections" {
  description = "At least what all pods together hold: docs/scaling.md."
  type        = number
  default     = 250
}

variable "redis_node_type" {
  description = "Commercial type of Redis; it holds a few megabytes."
  type        = string
  default     = "RED1-MICRO"
}

variable "redis_version" {
  description = "Version of Redis, as the provider offers it."
  type        = string
  default     = "7.2.11"
}

variable "secrets_version" {
  description = "Raise it by one to have all passwords and secrets made anew: docs/guides/operate.md."
  type        = number
  default     = 1
}
