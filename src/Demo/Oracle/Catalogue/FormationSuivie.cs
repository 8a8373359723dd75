using Parcoursup.Gateway.Demo.Scenario.Catalogue;

namespace Parcoursup.Gateway.Demo.Oracle.Catalogue;

/// <summary>A formation as the oracle follows it.</summary>
internal sealed class FormationSuivie(OffreFormation offre)
{
    public OffreFormation Offre { get; set; } = offre;

    /// <summary>It stands in the feed of the last night.</summary>
    public bool Presente { get; set; } = true;

    public string Statut { get; set; } = ReglePerimetre.Non;

    public bool AIdentifiant { get; set; }

    public bool PublieeMdr { get; set; }

    /// <summary>It has inherited from the one that it replaces, or was replaced.</summary>
    public bool Remplacement { get; set; }

    /// <summary>Night → status.</summary>
    public SortedDictionary<DateOnly, string> Histoire { get; } = [];
}
