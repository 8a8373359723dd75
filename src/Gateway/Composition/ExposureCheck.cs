using Microsoft.Extensions.Configuration.CommandLine;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Telemetrie;

namespace Parcoursup.Gateway.Composition;

/// <summary>
/// What leaves the machine in clear, or can be reached from another one, is what the operator has said, each in a setting of its own
/// name (rule J6).
/// </summary>
internal static class ExposureCheck
{
    private const string Clear = "Adresses:EnClair";

    private static readonly string[] Secrets =
    [
        "Securite:CleMaitresse", "Securite:CleMaitressePrecedente", "Stockage:Connexion", "Kestrel:Certificates:Default:Password",
        "Sso:Secret", $"{TelemetrieOptions.Section}:{nameof(TelemetrieOptions.OtlpEnTetes)}",
    ];

    public static IEnumerable<string> Errors(IConfiguration configuration, StorageOptions? storage, SecurityOptions? security)
    {
        var open = Ecoutes.Of(configuration).Uris(configuration).Where(address => !PostgresTls.IsOwn(address.Host)).ToList();
        if (configuration[Clear] is { Length: > 0 } text && !bool.TryParse(text, out _)) yield return $"{Clear} : indiquer true ou false.";
        if (open.FirstOrDefault(address => address.Scheme == Uri.UriSchemeHttp) is { } clear && !Says(configuration, Clear))
            yield return $"{(Ecoutes.Of(configuration).IsOfPeople(clear) ? "Adresses:Personnes" : "Urls")} : « {clear.OriginalString} » "
                + "laisserait passer en clair, d'une machine à l'autre, des mots de passe et des données de candidats : "
                + "écouter en https, ou sur 127.0.0.1 derrière un mandataire inverse ; sinon le dire "
                + $"({Clear}=true).";
        var beyond = open.Count > 0 || IsBehindProxy(configuration);
        if (beyond && string.IsNullOrWhiteSpace(configuration["Adresses:Publique"]) && !Says(configuration, ForwardedAddresses.HostSetting))
            yield return "Adresses:Publique : indiquer l'adresse par laquelle la passerelle est appelée de l'extérieur, par exemple "
                + "https://passerelle.univ.fr : elle est écrite dans les WSDL, et ce qu'un appelant dit de son adresse ne peut pas être "
                + "cru.";
        // Beside the database it goes wherever the database is copied to: that is for trials on one's own machine.
        if (storage is { Type: StorageType.Sqlite } && security is { IsGiven: false }
            && beyond)
            yield return "Securite:FichierCleMaitresse : hors d'un essai sur cette machine, la clé maîtresse n'est pas à côté de la base, "
                + "où une copie de la base l'emporterait : indiquer un fichier hors du dossier des données (créé par "
                + $"parcoursup-gateway securite creer-cle FICHIER ; pour une base qui existe, y déplacer "
                + $"« {Path.Combine(storage.Folder, "cle-maitresse")} »), ou Securite:CleMaitresse.";
        if (storage is { Type: StorageType.PostgreSql, EnClair: false, Connexion: { } connection }
            && PostgresTls.ClearHost(connection) is { } host)
            yield return $"Stockage:Connexion : la base de « {host} » serait jointe sans TLS vérifié : ajouter « SSL Mode=VerifyFull » à "
                + "la chaîne ; sinon le dire (Stockage:EnClair=true).";
    }

    /// <summary>Secrets among the arguments: every user of the machine may read them.</summary>
    public static IEnumerable<string> OnCommandLine(IConfiguration configuration) =>
        from provider in ((configuration as IConfigurationRoot)?.Providers ?? []).OfType<CommandLineConfigurationProvider>()
        from name in Secrets
        where provider.TryGet(name, out var value) && !string.IsNullOrEmpty(value)
        select $"{name} : un secret sur la ligne de commande est lu par tous les utilisateurs de la machine, le donner dans "
            + "l'environnement ou dans un fichier de réglages.";

    /// <summary>
    /// Without a word of the operator's the machine itself may be called only as long as it is all that reaches the gateway: a trial, a
    /// rehearsal.
    /// </summary>
    public static PorteeAppels Portee(IConfiguration configuration)
    {
        var listening = Ecoutes.Of(configuration).Uris(configuration).ToList();
        var trial = listening.TrueForAll(address => PostgresTls.IsOwn(address.Host)) && !IsBehindProxy(configuration)
            && (!Uri.TryCreate(configuration["Adresses:Publique"], UriKind.Absolute, out var address) || PostgresTls.IsOwn(address.Host));
        return new(
            bool.TryParse(configuration[AppelsSortants.Reglage], out var said) ? said : trial,
            listening.Select(address => address.Port).ToHashSet());
    }

    public static bool Says(IConfiguration configuration, string setting) => bool.TryParse(configuration[setting], out var said) && said;

    private static bool IsBehindProxy(IConfiguration configuration) =>
        !string.IsNullOrWhiteSpace(configuration["Adresses:Mandataires"]) || Ecoutes.Of(configuration).ParPrise;
}
