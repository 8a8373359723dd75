namespace Parcoursup.Gateway.Domain.Catalogue.Envois;

/// <summary>What a status of the return flow asks for.</summary>
public enum EffetRetour
{
    /// <summary>Somebody linked the key to a formation of Parcoursup: ready for integration, under its id.</summary>
    CleAjoutee,

    /// <summary>Parcoursup has deleted the formation: the id goes.</summary>
    PublicationAnnulee,

    /// <summary>Parcoursup has closed it: <c>fermé</c>, the id goes.</summary>
    Fermeture,

    /// <summary>It can be seen in Parcoursup's public list; the status stays.</summary>
    PublieMdr,

    RienAFaire,

    /// <summary>Told of, and nothing changes.</summary>
    Inconnu,
}

/// <summary>Reads a status of the return flow, whatever its blanks, case, accents and apostrophes.</summary>
public static class StatutRetour
{
    private static readonly Dictionary<string, EffetRetour> Connus = new(StringComparer.Ordinal)
    {
        ["CLE ME AJOUTEE MANUELLEMENT DANS PARCOURSUP"] = EffetRetour.CleAjoutee,
        ["PUBLICATION ANNULEE SUITE A SUPPRESSION DE LA FORMATION DANS PARCOURSUP"] = EffetRetour.PublicationAnnulee,
        ["FORMATION DECLAREE FERMEE DANS PARCOURSUP"] = EffetRetour.Fermeture,
        ["PUBLIE SUR LE MDR"] = EffetRetour.PublieMdr,
        ["AUCUNE DONNEE A METTRE A JOUR"] = EffetRetour.RienAFaire,
    };

    public static EffetRetour Lire(string? statut) =>
        Connus.GetValueOrDefault(MessageService.Mots(statut), EffetRetour.Inconnu);
}
