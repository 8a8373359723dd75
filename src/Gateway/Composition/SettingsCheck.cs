using Parcoursup.Gateway.Engine.Conservation;
using Parcoursup.Gateway.Engine.Courriel;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Dossiers;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Utilisateurs;
using Parcoursup.Gateway.Http;
using Parcoursup.Gateway.Telemetrie;

namespace Parcoursup.Gateway.Composition;

/// <summary>Checks the settings of the process at start and tells every error at once.</summary>
internal static class SettingsCheck
{
    public static IReadOnlyList<string> Errors(IConfiguration configuration, IEnumerable<IModule> modules)
    {
        var errors = new List<string>();
        var storage = SettingsReading.Read<StorageOptions>(configuration, StorageOptions.Section, errors);
        var clock = SettingsReading.Read<ClockOptions>(configuration, ClockOptions.Section, errors);
        var reconciliation = SettingsReading.Read<ReconciliationOptions>(configuration, ReconciliationOptions.Section, errors);

        SettingsReading.Read<LogOptions>(configuration, LogOptions.Section, errors);
        if (SettingsReading.Read<ConnectionOptions>(configuration, ConnectionOptions.Section, errors) is { } connections)
            errors.AddRange(ConnectionLimits.Errors(connections));
        if (SettingsReading.Read<CallBudgetOptions>(configuration, CallBudgetOptions.Section, errors) is { } budget)
            errors.AddRange(CallBudgetOptions.Errors(budget));
        if (SettingsReading.Read<VolumeOptions>(configuration, VolumeOptions.Section, errors) is { } volume)
            errors.AddRange(VolumeOptions.Errors(volume));
        if (SettingsReading.Read<ConservationOptions>(configuration, ConservationOptions.Section, errors) is { } conservation)
            errors.AddRange(ConservationOptions.Errors(conservation));
        if (SettingsReading.Read<CourrielOptions>(configuration, CourrielOptions.Section, errors) is { } mail)
            errors.AddRange(mail.Errors());
        if (SettingsReading.Read<TelemetrieOptions>(configuration, TelemetrieOptions.Section, errors) is { } telemetry)
            errors.AddRange(telemetry.Errors());
        if (SettingsReading.Read<DureesSession>(configuration, DureesSession.Section, errors) is { } sessions)
            errors.AddRange(DureesSession.Errors(sessions));
        if (SettingsReading.Read<SsoOptions>(configuration, SsoOptions.Section, errors) is { } sso)
            errors.AddRange(SsoOptions.Errors(sso, [.. modules.Select(module => module.Roles).OfType<RolesDeSysteme>()]));
        if (SettingsReading.Read<DossiersOptions>(configuration, DossiersOptions.Section, errors) is { } dossiers && storage is not null)
            errors.AddRange(RacinesDossiers.Errors(dossiers, storage));

        if (SettingsReading.Read<AuditOptions>(configuration, AuditOptions.Section, errors) is { } audit) errors.AddRange(audit.Errors());
        if (storage is { Type: StorageType.PostgreSql } && string.IsNullOrWhiteSpace(storage.Connexion))
            errors.Add("Stockage:Connexion : indiquer la chaîne de connexion PostgreSQL.");
        if (storage is { Type: StorageType.PostgreSql, Connexion.Length: > 0 })
            errors.AddRange(PostgresDatabase.ErrorsOf(storage.Connexion).Select(e => "Stockage:Connexion : " + e));
        var security = SettingsReading.Read<SecurityOptions>(configuration, SecurityOptions.Section, errors);
        if (storage is { Type: StorageType.PostgreSql } && security is { IsGiven: false })
            errors.Add(
                "Securite:CleMaitresse : avec PostgreSQL la clé maîtresse est commune aux nœuds, l'indiquer (openssl rand -base64 32), "
                + "ou Securite:FichierCleMaitresse.");
        errors.AddRange(security?.Errors(storage) ?? []);
        if (storage is { Type: StorageType.Sqlite } && string.IsNullOrWhiteSpace(storage.Chemin))
            errors.Add("Stockage:Chemin : indiquer le fichier de la base SQLite.");
        if (clock is { Depart: not null, Simulable: false })
            errors.Add("Horloge:Depart : n'a de sens qu'avec Horloge:Simulable.");
        if (reconciliation is { DelaiInitialMillisecondes: < 10 } or { DelaiMaximalSecondes: < 1 }
            or { PauseDisjoncteurMillisecondes: < 500 } or { EchecsIdentiquesMaximum: < 1 })
            errors.Add(
                "Reconciliation : DelaiInitialMillisecondes au moins 10, DelaiMaximalSecondes au moins 1, PauseDisjoncteurMillisecondes "
                + "au moins 500, EchecsIdentiquesMaximum au moins 1.");
        foreach (var module in modules) errors.AddRange(module.SettingsErrors(configuration));
        if (configuration["Adresses:Publique"] is { Length: > 0 } address
            && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            errors.Add("Adresses:Publique : indiquer une adresse complète, par exemple https://passerelle.univ.fr.");
        errors.AddRange(ForwardedAddresses.Errors(configuration));
        errors.AddRange(ExposureCheck.Errors(configuration, storage, security));
        errors.AddRange(ExposureCheck.OnCommandLine(configuration));
        errors.AddRange(ClientCertificates.Errors(configuration));
        errors.AddRange(Ecoutes.Errors(configuration));
        errors.AddRange(KnownSettings.Errors(configuration, Names(modules)));
        return errors;
    }

    /// <summary>Every setting that the gateway and its systems have, with its section.</summary>
    public static IEnumerable<string> Names(IEnumerable<IModule> modules) => [.. Known, .. modules.SelectMany(module => module.Settings)];

    private static IEnumerable<string> Known =>
    [
        .. SettingsReading.NamesOf<StorageOptions>(StorageOptions.Section), .. SettingsReading.NamesOf<ClockOptions>(ClockOptions.Section),
        .. SettingsReading.NamesOf<ReconciliationOptions>(ReconciliationOptions.Section),
        .. SettingsReading.NamesOf<LogOptions>(LogOptions.Section), .. SettingsReading.NamesOf<DossiersOptions>(DossiersOptions.Section),
        .. SettingsReading.NamesOf<ConnectionOptions>(ConnectionOptions.Section),
        .. SettingsReading.NamesOf<CallBudgetOptions>(CallBudgetOptions.Section),
        .. SettingsReading.NamesOf<VolumeOptions>(VolumeOptions.Section),
        .. SettingsReading.NamesOf<DureesSession>(DureesSession.Section), .. SettingsReading.NamesOf<SsoOptions>(SsoOptions.Section),
        .. SettingsReading.NamesOf<AuditOptions>(AuditOptions.Section),
        .. SettingsReading.NamesOf<SecurityOptions>(SecurityOptions.Section),
        .. SettingsReading.NamesOf<ConservationOptions>(ConservationOptions.Section),
        .. SettingsReading.NamesOf<CourrielOptions>(CourrielOptions.Section),
        .. SettingsReading.NamesOf<TelemetrieOptions>(TelemetrieOptions.Section),
        "Adresses:Publique", "Adresses:Mandataires", "Adresses:EnTeteCertificat",
        "Adresses:HoteTransmis", "Adresses:EnClair", "Adresses:Personnes", "Adresses:Socket", "Adresses:SocketPersonnes",
    ];
}
