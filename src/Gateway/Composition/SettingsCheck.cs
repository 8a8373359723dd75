using System.ComponentModel;
using Parcoursup.Gateway.Adapters.Parcoursup.Importations;
using Parcoursup.Gateway.Engine.Ground.Clock;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Composition;

/// <summary>Checks the settings of the process at start and tells every error at once.</summary>
internal static class SettingsCheck
{
    public static IReadOnlyList<string> Errors(IConfiguration configuration)
    {
        var errors = new List<string>();
        var storage = Read<StorageOptions>(configuration, StorageOptions.Section, errors);
        var clock = Read<ClockOptions>(configuration, ClockOptions.Section, errors);
        var reconciliation = Read<ReconciliationOptions>(configuration, ReconciliationOptions.Section, errors);
        var importations = Read<ImportationOptions>(configuration, ImportationOptions.Section, errors);

        if (storage is { Type: StorageType.PostgreSql } && string.IsNullOrWhiteSpace(storage.Connexion))
            errors.Add("Stockage:Connexion : indiquer la chaîne de connexion PostgreSQL.");
        if (storage is { Type: StorageType.PostgreSql } && string.IsNullOrEmpty(configuration["Securite:CleMaitresse"]))
            errors.Add("Securite:CleMaitresse : avec PostgreSQL la clé maîtresse est commune aux nœuds, l'indiquer (openssl rand -base64 32).");
        if (storage is { Type: StorageType.Sqlite } && string.IsNullOrWhiteSpace(storage.Chemin))
            errors.Add("Stockage:Chemin : indiquer le fichier de la base SQLite.");
        if (MasterKey.Validate(configuration["Securite:CleMaitresse"]) is { } key)
            errors.Add("Securite:CleMaitresse : " + key);
        if (clock is { Depart: not null, Simulable: false })
            errors.Add("Horloge:Depart : n'a de sens qu'avec Horloge:Simulable.");
        if (reconciliation is { DelaiInitialMillisecondes: < 10 } or { DelaiMaximalSecondes: < 1 } or { PauseDisjoncteurMillisecondes: < 500 })
            errors.Add("Reconciliation : DelaiInitialMillisecondes au moins 10, DelaiMaximalSecondes au moins 1, PauseDisjoncteurMillisecondes au moins 500.");
        if (importations is { JoursSansConfirmation: < 1 or > ImportationOptions.MostDays })
            errors.Add($"Importations:JoursSansConfirmation : de 1 à {ImportationOptions.MostDays} jours.");
        if (configuration["Adresses:Publique"] is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"))
            errors.Add("Adresses:Publique : indiquer une adresse complète, par exemple https://passerelle.univ.fr.");
        errors.AddRange(ForwardedAddresses.Errors(configuration));
        errors.AddRange(ClientCertificates.Errors(configuration));
        foreach (var listening in configuration["Urls"]?.Split(';', StringSplitOptions.RemoveEmptyEntries) ?? [])
            if (!Uri.TryCreate(listening.Replace("://+", "://localhost", StringComparison.Ordinal).Replace("://*", "://localhost", StringComparison.Ordinal), UriKind.Absolute, out _))
                errors.Add($"Urls : « {listening} » n'est pas une adresse d'écoute.");
        return errors;
    }

    private static T? Read<T>(IConfiguration configuration, string section, List<string> errors) where T : class, new()
    {
        try
        {
            return configuration.GetSection(section).Get<T>() ?? new T();
        }
        catch (InvalidOperationException wrong)
        {
            errors.Add($"{section} : {Describe(configuration.GetSection(section), typeof(T)) ?? wrong.Message}");
            return null;
        }
    }

    // The framework words it in English and tells the first one only.
    private static string? Describe(IConfigurationSection section, Type type)
    {
        var wrong = type.GetProperties().Where(p => p.CanWrite && section[p.Name] is { } text && !IsReadable(p.PropertyType, text))
            .Select(p => $"{p.Name} ne peut pas valoir « {section[p.Name]} »" + (p.PropertyType.IsEnum ? $" ({string.Join(" ou ", Enum.GetNames(p.PropertyType))})" : "")).ToList();
        return wrong.Count == 0 ? null : string.Join(" ; ", wrong) + ".";
    }

    private static bool IsReadable(Type type, string text)
    {
        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception unreadable) when (unreadable is FormatException or ArgumentException or NotSupportedException)
        {
            return false;
        }
    }
}
