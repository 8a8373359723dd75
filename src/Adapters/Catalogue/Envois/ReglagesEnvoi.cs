using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Adapters.Catalogue.Protocol;

namespace Parcoursup.Gateway.Adapters.Catalogue.Envois;

/// <summary>What is wrong with the settings of the planned posting, in French. What is switched off needs none.</summary>
internal static class ReglagesEnvoi
{
    private const string Section = EnvoiPlanifieOptions.Section;
    private const int PlusLonguePause = 600_000;

    public static IEnumerable<string> Erreurs(CatalogueOptions options)
    {
        var posting = options.Envoi;
        if (!posting.Actif) yield break;
        if (string.IsNullOrWhiteSpace(options.Nuit))
            yield return $"{Section}:Actif : l'envoi suit la nuit planifiée, et il n'y en a pas (Catalogue:Nuit).";
        if (AccesService.ErreurUrl(posting.Url) is { } url) yield return $"{Section}:Url : {url}";
        if (string.IsNullOrWhiteSpace(posting.Certificat))
            yield return $"{Section}:Certificat : indiquer l'identifiant du certificat chez Parcoursup.";
        if (ErreurCle(posting.ClePrivee) is { } key) yield return $"{Section}:ClePrivee : {key}";
        if (posting.Limite < 1) yield return $"{Section}:Limite : au moins 1.";
        if (posting.PauseMs is < 0 or > PlusLonguePause) yield return $"{Section}:PauseMs : de 0 à {PlusLonguePause}.";
    }

    private static string? ErreurCle(string file)
    {
        if (string.IsNullOrWhiteSpace(file)) return "indiquer le fichier PEM de la clé privée.";
        try
        {
            ClePrivee.Lire(file).Dispose();
            return null;
        }
        catch (ClePriveeException unusable)
        {
            return unusable.Message;
        }
    }
}
