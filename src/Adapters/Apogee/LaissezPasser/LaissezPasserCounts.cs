using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Apogee.LaissezPasser;

/// <summary>Laissez-passer by what became of them.</summary>
internal sealed class LaissezPasserCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new($"livraison WHERE etablissement = @code AND destination = '{DestinationLaissezPasser.Name}'",
            ("acquittes", Count.Etat(EtatLivraison.AJour)), ("refuses", Count.Etat(EtatLivraison.RefusMetier)),
            ("enAttente", Count.Etat(EtatLivraison.AEnvoyer, EtatLivraison.EnCours))),
    ];

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) => new(
        counts["enAttente"],
        new CountPart(60, "laissezPasser",
            new { acquittes = counts["acquittes"], refuses = counts["refuses"], enAttente = counts["enAttente"] }));
}
