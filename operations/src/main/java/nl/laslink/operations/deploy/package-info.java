/** What bin/deploy reads before it deploys: its arguments, samconfig.toml and template.yaml. */
package nl.laslink.operations.deploy;
