using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

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

        if (storage is { Type: StorageType.PostgreSql } && string.IsNullOrWhiteSpace(storage.Connexion))
            errors.Add("Stockage:Connexion : indiquer la chaîne de connexion PostgreSQL.");
        if (storage is { Type: StorageType.PostgreSql } && string.IsNullOrEmpty(configuration["Securite:CleMaitresse"]))
            errors.Add(
                "Securite:CleMaitresse : avec PostgreSQL la clé maîtresse est commune aux nœuds, l'indiquer (openssl rand -base64 32).");
        if (storage is { Type: StorageType.Sqlite } && string.IsNullOrWhiteSpace(storage.Chemin))
            errors.Add("Stockage:Chemin : indiquer le fichier de la base SQLite.");
        if (MasterKey.Validate(configuration["Securite:CleMaitresse"]) is { } key)
            errors.Add("Securite:CleMaitresse : " + key);
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
        errors.AddRange(ClientCertificates.Errors(configuration));
        foreach (var listening in configuration["Urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
        {
            var named = listening.Replace("://+", "://localhost", StringComparison.Ordinal)
                .Replace("://*", "://localhost", StringComparison.Ordinal);
            if (!Uri.TryCreate(named, UriKind.Absolute, out _))
                errors.Add($"Urls : « {listening} » n'est pas une adresse d'écoute.");
        }

        return errors;
    }
}
