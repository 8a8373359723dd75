using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Scolarix.Population;

/// <summary>Writes many rows of <c>scolarix_population</c> at once; the same again writes nothing.</summary>
internal interface IPopulationSql
{
    // A line is sealed, each time otherwise: its fingerprint tells it apart, and its first bytes the key that it is sealed with.
    const string OnConflict =
        """
        ON CONFLICT (etablissement, session, code_candidat) DO UPDATE SET
            presence = excluded.presence, raison = excluded.raison, motif = excluded.motif, source = excluded.source,
            double_de = excluded.double_de, ligne = excluded.ligne, empreinte = excluded.empreinte, avertissements = excluded.avertissements
        WHERE scolarix_population.raison <> excluded.raison OR scolarix_population.motif <> excluded.motif
           OR scolarix_population.presence <> excluded.presence OR scolarix_population.source <> excluded.source
           OR scolarix_population.double_de IS DISTINCT FROM excluded.double_de
           OR SUBSTR(scolarix_population.ligne, 1, 13) IS DISTINCT FROM SUBSTR(excluded.ligne, 1, 13)
           OR scolarix_population.empreinte IS DISTINCT FROM excluded.empreinte
           OR scolarix_population.avertissements IS DISTINCT FROM excluded.avertissements
        """;

    Task SaveAsync(WriteSession session, string etablissement, IReadOnlyList<PopulationRow> rows, CancellationToken ct);
}
