using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.Schedule;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>How much of each kind waits for a person.</summary>
/// <param name="Reserves">Candidates who are held back, or one of whose wishes is, because something is missing.</param>
/// <param name="Refus">Deliveries that the other side refused, or that were put aside after failing again and again.</param>
/// <param name="Avertissements">Candidates of whom a value is not handed on, or doubtful.</param>
/// <param name="Travaux">Planned work that did not succeed in its time.</param>
/// <param name="ConnecteurOuvert">What the source asks for leaves.</param>
public sealed record Attente(
    long Reserves, long Refus, long Gardes, long Taches, long Avertissements, long Travaux, bool ConnecteurOuvert)
{
    /// <summary>What is more than this is told as « plus de » it: nothing counts everything.</summary>
    public const int Plafond = 1000;

    public bool EstVide => Reserves + Refus + Gardes + Taches + Avertissements + Travaux == 0 && ConnecteurOuvert;
}

/// <summary>Counts what waits for a person, each kind up to a bound.</summary>
public sealed class CeQuiAttend(Database database, ConnectorGate gate, TravauxVus travaux)
{
    public async Task<Attente> DeAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        var row = (await database.FirstOrDefaultAsync<Row>(
            $"""
            SELECT {UpTo("candidat", "reserves <> '[]'")} AS reserves,
                {UpTo("livraison", ListesSuivi.Refusee)} AS refus,
                {UpTo("garde", Count.In("etat", EtatGarde.EnAttente))} AS gardes, {UpTo("tache", "terminee_le IS NULL")} AS taches,
                {UpTo("candidat", "avertissements <> '[]'")} AS avertissements
            """, new { code = etablissement.Code }, ct))!;
        return new(row.Reserves, row.Refus, row.Gardes, row.Taches, row.Avertissements,
            (await travaux.DeAsync(etablissement, ct)).Count(t => t.Alerte is not null),
            await gate.IsOpenAsync(database, etablissement, ct));
    }

    private static string UpTo(string table, string condition) =>
        "(SELECT COUNT(*) FROM (SELECT 1 AS un FROM "
        + $"{table} WHERE etablissement = @code AND {condition} LIMIT {Attente.Plafond + 1}) AS p)";

    private sealed class Row
    {
        public long Reserves { get; init; }
        public long Refus { get; init; }
        public long Gardes { get; init; }
        public long Taches { get; init; }
        public long Avertissements { get; init; }
    }
}
