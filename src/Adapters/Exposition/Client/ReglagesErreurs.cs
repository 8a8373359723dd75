using System.Net;
using Parcoursup.Gateway.Adapters.Exposition.Protocol;
using Parcoursup.Gateway.Engine.Faces;

namespace Parcoursup.Gateway.Adapters.Exposition.Client;

/// <summary>What is wrong with the section <c>Exposition</c>, in French.</summary>
internal static class ReglagesErreurs
{
    private const string Section = ReglagesExposition.Section;

    public static IEnumerable<string> De(IConfiguration configuration)
    {
        var errors = new List<string>();
        if (SettingsReading.Read<ReglagesExposition>(configuration, Section, errors) is { } reglages) errors.AddRange(De(reglages));
        return errors;
    }

    /// <summary>Of settings that could be read.</summary>
    public static IReadOnlyList<string> De(ReglagesExposition reglages)
    {
        var errors = new List<string>();
        if (reglages.AppelsParMinute < 2 || reglages.Rafale < 1 || reglages.Rafale >= reglages.AppelsParMinute)
            errors.Add($"{Section} : AppelsParMinute au moins 2, Rafale au moins 1 et moindre que AppelsParMinute.");
        if (reglages.ItemsParPage is < 1 or > 10_000) errors.Add($"{Section}:ItemsParPage : de 1 à 10000.");
        errors.AddRange(De($"{Section}:{nameof(reglages.Ancienne)}", reglages.Ancienne, reglages.ClairAccepte));
        errors.AddRange(De($"{Section}:{nameof(reglages.Nouvelle)}", reglages.Nouvelle, reglages.ClairAccepte));
        if (reglages.BasculeLe is not null && reglages.Nouvelle?.Base is null)
            errors.Add($"{Section}:BasculeLe : il n'y a pas de nouvelle génération vers laquelle basculer (Nouvelle:Base).");
        return errors;
    }

    /// <summary>Why a secret must not leave for this address, null where it may.</summary>
    public static string? EnClair(ConnexionExposition connexion) =>
        ((connexion.Cle ?? connexion.Secret) is not null && EstClair(connexion.Base)) || (connexion.Jeton is { } jeton && EstClair(jeton))
            ? $"La clé ou le secret partirait en clair vers {connexion.Base.Host} : utiliser https, ou {Section}:ClairAccepte." : null;

    private static IEnumerable<string> De(string place, AdresseExposition? adresse, bool clairAccepte)
    {
        if (adresse is null) yield break;
        if (Adresse(adresse.Base) is not { } api)
            yield return $"{place}:Base : indiquer une adresse complète, qui finit par /api/inserjeunes.";
        else if (!clairAccepte && EnClair(new(api, adresse.Cle ?? adresse.CleFichier, null, Adresse(adresse.Jeton))) is { } clair)
            yield return $"{place} : {clair}";
        else if (EnvoiPossible.Refus(new(api, adresse.Cle, adresse.EnteteCle, null, null, adresse.Secret)) is { } refus)
            yield return $"{place} : {refus}";
        if (adresse.Jeton is not null && Adresse(adresse.Jeton) is null) yield return $"{place}:Jeton : indiquer une adresse complète.";
        if (adresse.Jeton is not null && (adresse.Client is null || (adresse.Secret ?? adresse.SecretFichier) is null))
            yield return $"{place} : avec Jeton, indiquer Client et SecretFichier.";
        foreach (var fichier in new[] { adresse.CleFichier, adresse.SecretFichier })
            if (fichier is not null && !File.Exists(fichier)) yield return $"{place} : le fichier {fichier} n'existe pas.";
    }

    private static Uri? Adresse(string? texte) => EnvoiPossible.Adresse(texte).Adresse;

    private static bool EstClair(Uri adresse) => adresse.Scheme == Uri.UriSchemeHttp && !(adresse.IsLoopback
        || (IPAddress.TryParse(adresse.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
