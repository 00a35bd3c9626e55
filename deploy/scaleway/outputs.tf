output "kubeconfig" {
  description = "terraform output -raw kubeconfig > kubeconfig"
  value       = scaleway_k8s_cluster.main.kubeconfig[0].config_file
  sensitive   = true
}

output "registry" {
  description = "Where the image is pushed to, and pulled from."
  value       = scaleway_registry_namespace.main.endpoint
}

output "database_address" {
  description = "PostgreSQL within the private network."
  value       = "${local.database.ip}:${local.database.port}"
}

output "secrets_reader_access_key" {
  value = scaleway_iam_api_key.secrets_reader.access_key
}

output "secrets_reader_secret_key" {
  value     = scaleway_iam_api_key.secrets_reader.secret_key
  sensitive = true
}

output "image_reader_secret_key" {
  value     = scaleway_iam_api_key.image_reader.secret_key
  sensitive = true
}

output "metrics_push_url" {
  value = scaleway_cockpit_source.metrics.push_url
}

output "logs_push_url" {
  value = scaleway_cockpit_source.logs.push_url
}

output "cockpit_token" {
  value     = scaleway_cockpit_token.agent.secret_key
  sensitive = true
}
