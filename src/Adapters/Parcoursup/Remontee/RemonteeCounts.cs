using Parcoursup.Gateway.Adapters.Parcoursup.Configuration;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Remontee;

/// <summary>Enrolments by what became of their feedback.</summary>
internal sealed class RemonteeCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new($"livraison WHERE etablissement = @code AND destination = '{DestinationIa.Name}'",
            ("acquittees", Count.Etat(EtatLivraison.AJour)), ("refusees", Count.Etat(EtatLivraison.RefusMetier)),
            ("aRemonter", Count.Etat(EtatLivraison.AttenteRemontee)),
            ("enAttente", Count.Etat(EtatLivraison.AEnvoyer, EtatLivraison.EnCours))),
    ];

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) => new(
        counts["enAttente"],
        new CountPart(50, "inscriptions", new
        {
            acquittees = counts["acquittees"], refusees = counts["refusees"], aRemonter = counts["aRemonter"],
                enAttente = counts["enAttente"],
        }));
}
