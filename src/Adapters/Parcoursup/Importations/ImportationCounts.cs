using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>Files that are read or applied: not shown, but they move.</summary>
internal sealed class ImportationCounts : ICountSource
{
    public IReadOnlyList<CountedRows> Rows { get; } =
    [
        new($"importation WHERE etablissement = @code AND {Count.In("etat", EtatImportation.Analyse, EtatImportation.Application)}",
            ("importations", Count.All)),
    ];

    public CountShare Of(EtablissementModel etablissement, bool gateOpen, Counts counts) => new(counts["importations"]);
}
