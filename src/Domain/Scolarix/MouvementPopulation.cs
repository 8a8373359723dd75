namespace Parcoursup.Gateway.Domain.Scolarix;

/// <summary>What became of a candidate from one file to the next.</summary>
public enum NatureMouvement
{
    Entree,
    Sortie,

    /// <summary>In both, with other administrative data.</summary>
    Modification,
}

/// <summary>Tells in French why a candidate entered or left Scolarix's file (seed 003 §3).</summary>
public static class MouvementPopulation
{
    /// <summary>Why somebody is in the file now.</summary>
    /// <param name="avant">His reason at the time of the former file, null when he was unknown.</param>
    public static string Entree(RaisonPopulation? avant, RaisonPopulation maintenant) => (avant, maintenant) switch
    {
        (RaisonPopulation.OuiEnAttente, _) => $"« Oui en attente » devenu « Oui » ({Libelle(maintenant)})",
        (RaisonPopulation.Rattrapage, RaisonPopulation.BacObtenu) => "bac obtenu au rattrapage",
        (RaisonPopulation.NonBachelier, RaisonPopulation.BacObtenu) => "bac obtenu après un échec : résultat corrigé ou session suivante",
        (RaisonPopulation.InscritAilleurs, _) => "n'est plus inscrit dans un autre établissement",
        (RaisonPopulation.Desiste, _) => $"est revenu sur son désistement ({Libelle(maintenant)})",
        (RaisonPopulation.SansReponse, _) => $"a accepté une proposition ({Libelle(maintenant)})",
        (RaisonPopulation.Incomplet, _) => $"fiche complétée ({Libelle(maintenant)})",
        (RaisonPopulation.DoubleIne, _) => $"retenu parmi les dossiers de même INE ({Libelle(maintenant)})",
        (RaisonPopulation.EnReserve, _) => $"réserve levée ({Libelle(maintenant)})",
        (null, _) => $"nouveau candidat ({Libelle(maintenant)})",
        _ => Libelle(maintenant),
    };

    /// <summary>Why somebody is not in the file any more.</summary>
    /// <param name="maintenant">Null when the gateway does not know him any more.</param>
    public static string Sortie(RaisonPopulation? maintenant) => maintenant switch
    {
        null => "n'est plus connu de la passerelle",
        RaisonPopulation.OuiEnAttente => "la réponse est redevenue « Oui en attente »",
        RaisonPopulation.BacInconnu => "rien ne dit plus que le baccalauréat est obtenu",
        { } raison => Libelle(raison),
    };

    /// <summary>A reason in a few words.</summary>
    public static string Libelle(RaisonPopulation raison) => raison switch
    {
        RaisonPopulation.BacObtenu => "bac obtenu",
        RaisonPopulation.DejaTitulaire => "déjà bachelier",
        RaisonPopulation.DiplomeEquivalent => "diplôme équivalent",
        RaisonPopulation.TitulaireDeclare => "déclaré titulaire du bac",
        RaisonPopulation.OuiEnAttente => "« Oui en attente »",
        RaisonPopulation.SansReponse => "sans réponse",
        RaisonPopulation.Desiste => "désisté",
        RaisonPopulation.NonBachelier => "non-bachelier",
        RaisonPopulation.Rattrapage => "au rattrapage",
        RaisonPopulation.BacInconnu => "bac inconnu",
        RaisonPopulation.InscritAilleurs => "inscrit dans un autre établissement",
        RaisonPopulation.Incomplet => "fiche incomplète",
        RaisonPopulation.DoubleIne => "autre dossier de même INE retenu",
        _ => "en réserve",
    };
}
