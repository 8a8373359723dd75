using Parcoursup.Gateway.Adapters.Scolarix.Configuration;
using Parcoursup.Gateway.Adapters.Scolarix.Instantanes;
using Parcoursup.Gateway.Domain.Etablissements;
using Parcoursup.Gateway.Domain.Scolarix;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Scolarix;

/// <summary>
/// Who stands in the file as it would be written now, who does not, and of whom nobody knows whether he has the
/// baccalauréat; told where the system is Scolarix.
/// </summary>
internal sealed class ScolarixCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new("scolarix_population WHERE etablissement = @code",
            ("presents", Of(Presence.Presente)), ("absents", Of(Presence.Absente, Presence.CommeAvant)),
            ("aDecider", Of(Presence.ADecider)), ("ecartes", Of(Presence.Ecartee))),
        new($"scolarix_instantane WHERE etablissement = @code AND {UnderWay}", ("instantanes", Count.All)),
    ];

    private static string UnderWay => Count.In("etat", EtatInstantane.Demande, EtatInstantane.EnCours, EtatInstantane.APublier);

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) => etablissement.Document.Sis == Sis.Scolarix
        ? new(counts["instantanes"], new CountPart(120, "scolarix", new
        {
            presents = counts["presents"], absents = counts["absents"], aDecider = counts["aDecider"], ecartes = counts["ecartes"],
        }))
        : new(counts["instantanes"]);

    private static string Of(params Presence[] presences) => Count.Where(Count.In("presence", presences));
}
