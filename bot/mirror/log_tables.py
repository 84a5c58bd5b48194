"""The tables of the logs that came after the sign-up log.

In all of them times are microseconds since 1970 in UTC, keys are casefolded, lists are JSON.
"""

from sqlite_utils import Database


def sign_in_events(db: Database) -> None:
    """One row for each `signIn` of whatever kind; `detailed` ones came from beta, which tells more."""
    db.execute("""
        CREATE TABLE sign_in_events (
            id TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            correlation_id TEXT NOT NULL,
            original_request_id TEXT,
            kind TEXT NOT NULL,
            detailed INTEGER NOT NULL,
            user_id TEXT,
            user TEXT,
            user_name TEXT,
            user_type TEXT,
            identifier TEXT,
            app_id TEXT NOT NULL,
            app_name TEXT,
            resource_id TEXT,
            resource TEXT,
            service_principal_id TEXT,
            service_principal TEXT,
            credential TEXT,
            credential_key_id TEXT,
            azure_resource_id TEXT,
            ip TEXT,
            city TEXT,
            state TEXT,
            country TEXT,
            networks TEXT NOT NULL,
            client_app TEXT,
            user_agent TEXT,
            device_id TEXT,
            device_name TEXT,
            os TEXT,
            browser TEXT,
            compliant INTEGER,
            managed INTEGER,
            trust TEXT,
            error_code INTEGER NOT NULL,
            failure_reason TEXT,
            additional_details TEXT,
            ca_status TEXT,
            policies TEXT NOT NULL,
            requirement TEXT,
            requirement_policies TEXT NOT NULL,
            session_policies TEXT NOT NULL,
            steps TEXT NOT NULL,
            protocol TEXT,
            cross_tenant TEXT,
            risk_level TEXT,
            risk_aggregated TEXT,
            risk_state TEXT,
            risk_detail TEXT,
            risk_types TEXT NOT NULL,
            extensions TEXT NOT NULL,
            user_key TEXT,
            user_name_key TEXT,
            domain TEXT,
            service_principal_key TEXT,
            app_key TEXT,
            resource_key TEXT,
            city_key TEXT,
            browser_key TEXT,
            os_key TEXT,
            raw BLOB NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX sign_ins_by_time ON sign_in_events (at)")
    db.execute("CREATE INDEX sign_ins_by_person ON sign_in_events (user_key, at)")
    db.execute("CREATE INDEX sign_ins_by_user_id ON sign_in_events (user_id, at)")
    db.execute("CREATE INDEX sign_ins_by_correlation ON sign_in_events (correlation_id)")
    db.execute("CREATE INDEX sign_ins_by_app ON sign_in_events (app_id, at)")


def audit_events(db: Database) -> None:
    """One row for each `directoryAudit`; what was acted on, and how, is in `targets`."""
    db.execute("""
        CREATE TABLE audit_events (
            id TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            correlation_id TEXT NOT NULL,
            activity TEXT NOT NULL,
            category TEXT,
            service TEXT,
            operation TEXT,
            result TEXT,
            reason TEXT,
            actor_id TEXT,
            actor_name TEXT,
            actor_address TEXT,
            actor_ip TEXT,
            actor_app_id TEXT,
            actor_app TEXT,
            actor_service_principal_id TEXT,
            actor_service_principal TEXT,
            targets TEXT NOT NULL,
            details TEXT NOT NULL,
            category_key TEXT,
            service_key TEXT,
            status TEXT,
            property_keys TEXT NOT NULL,
            actor_key TEXT,
            actor_name_key TEXT,
            actor_app_key TEXT,
            target_ids TEXT NOT NULL,
            target_address_keys TEXT NOT NULL,
            target_name_keys TEXT NOT NULL,
            raw BLOB NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX audits_by_time ON audit_events (at)")
    db.execute("CREATE INDEX audits_by_actor ON audit_events (actor_key, at)")
    db.execute("CREATE INDEX audits_by_correlation ON audit_events (correlation_id)")


def provisioning_events(db: Database) -> None:
    """One row for each `provisioningObjectSummary`."""
    db.execute("""
        CREATE TABLE provisioning_events (
            id TEXT NOT NULL PRIMARY KEY,
            at INTEGER NOT NULL,
            action TEXT NOT NULL,
            result TEXT,
            error_code TEXT,
            error_reason TEXT,
            error_details TEXT,
            error_category TEXT,
            recommended_action TEXT,
            source_system_id TEXT,
            source_system TEXT,
            target_system_id TEXT,
            target_system TEXT,
            source_id TEXT,
            source_name TEXT,
            source_type TEXT,
            target_id TEXT,
            target_name TEXT,
            target_type TEXT,
            addresses TEXT NOT NULL,
            initiator TEXT,
            initiator_id TEXT,
            initiator_type TEXT,
            service_principal_id TEXT,
            service_principal TEXT,
            job_id TEXT,
            cycle_id TEXT,
            change_id TEXT,
            duration_ms INTEGER,
            steps TEXT NOT NULL,
            changes TEXT NOT NULL,
            status TEXT,
            object TEXT,
            source_system_key TEXT,
            target_system_key TEXT,
            address_keys TEXT NOT NULL,
            source_name_key TEXT,
            target_name_key TEXT,
            source_id_key TEXT,
            target_id_key TEXT,
            error_key TEXT,
            raw BLOB NOT NULL
        ) STRICT
    """)
    db.execute("CREATE INDEX provisioning_by_time ON provisioning_events (at)")
    db.execute("CREATE INDEX provisioning_by_change ON provisioning_events (change_id)")
    db.execute("CREATE INDEX provisioning_by_system ON provisioning_events (target_system_key, at)")
