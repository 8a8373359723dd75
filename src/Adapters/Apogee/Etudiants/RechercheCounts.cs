using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Apogee.Etudiants;

/// <summary>Students that are still asked for: not shown, but enrolments wait for the answer.</summary>
internal sealed class RechercheCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new($"recherche_etudiant WHERE etablissement = @code AND {Count.In("etat", EtatRecherche.Demandee)}", ("recherches", Count.All)),
    ];

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) => new(counts["recherches"]);
}
