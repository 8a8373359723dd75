using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;
using Parcoursup.Gateway.Temoin.Configuration;

namespace Parcoursup.Gateway.Temoin;

/// <summary>How many Témoin should hold, and how many of them it has yet to take; nothing of that moves by itself.</summary>
internal sealed class TemoinCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new("temoin_candidat WHERE etablissement = @code",
            ("admis", Count.Where("admis")), ("aPrendre", Count.Where("pris_le IS NULL"))),
    ];

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) => etablissement.Temoin is null
        ? new(0) : new(0, new CountPart(130, "temoin", new { admis = counts["admis"], aPrendre = counts["aPrendre"] }));
}
