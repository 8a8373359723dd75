using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.State.Recuperations;

public enum EtatRecuperation
{
    Demandee,

    /// <summary>The answer is journaled and waits to be applied.</summary>
    Recue,
    Terminee,
    Echec,
}

/// <summary>A row of <c>recuperation</c>: a pull of admitted candidates, asked for and done.</summary>
public sealed class RecuperationRow
{
    public long Id { get; init; }
    public string Etablissement { get; init; } = "";
    public string Uai { get; init; } = "";

    /// <summary>Null for a full pull, which alone can tell who has disappeared (rule C7).</summary>
    public int? CodeCandidat { get; init; }
    public string Cause { get; init; } = "";
    public string Etat { get; init; } = "";
    public DateTimeOffset DemandeeLe { get; init; }

    /// <summary>When the request left, machine time: whoever changed after it is not absent.</summary>
    public DateTimeOffset? PartieLe { get; init; }

    /// <summary>The business instant of the request, which the six hours of rule C7 are counted in.</summary>
    public DateTimeOffset? InstantMetier { get; init; }
    public int Tentatives { get; init; }
    public int? Candidats { get; init; }
    public string? ParFormation { get; init; }

    /// <summary>The candidates of each session and formation, as a whole list that a person confirms will count.</summary>
    public string? Effectifs { get; init; }
    public bool? DeConfiance { get; init; }
    public string? Message { get; init; }

    /// <summary><see cref="Technique"/> of a pull that the source refused.</summary>
    public const string Refus = "Refus";

    /// <summary>The kind of the last failure, for a technician.</summary>
    public string? Technique { get; init; }
}

/// <summary>
/// Requests for pulls. One that is already waiting is not asked for twice; one that has left may answer with what was
/// true before the request, so it does not count.
/// </summary>
public sealed class RecuperationBook(TimeProvider time, RecuperationSignal signal)
{
    private const string Asked = nameof(EtatRecuperation.Demandee);

    // A list that stands for strangers may wait for its quarter of an hour: who asks for a list does not wait with it.
    public async Task<long> RequestAsync(
        WriteSession session, string etablissement, string uai, int? codeCandidat, string cause, CancellationToken ct)
    {
        var waiting = await session.ScalarAsync<long?>(
            $"""
            SELECT MIN(id) FROM recuperation WHERE etablissement = @etablissement AND uai = @uai AND etat = '{Asked}' AND partie_le IS NULL
              AND (code_candidat = @codeCandidat OR (code_candidat IS NULL AND @full AND (cause = @cause OR cause <> @Unknowns)))
            """,
            new { etablissement, uai, codeCandidat, cause, Unknowns, full = codeCandidat is null }, ct);
        signal.Wake();
        if (waiting is { } id) return id;
        return await session.ScalarAsync<long>(
            $"""
            INSERT INTO recuperation (etablissement, uai, code_candidat, cause, etat, demandee_le, prochaine_tentative)
            VALUES (@etablissement, @uai, @codeCandidat, @cause, '{Asked}', @now, @now) RETURNING id
            """,
            new { etablissement, uai, codeCandidat, cause, now = time.GetUtcNow() }, ct);
    }

    /// <summary>Whole lists that were asked for since then, and those that are still waited for.</summary>
    public static Task<IReadOnlyList<RecuperationRow>> ListsSinceAsync(
        Database database, string etablissement, DateTimeOffset since, CancellationToken ct) => database.QueryAsync<RecuperationRow>(
        $"""
        SELECT * FROM recuperation WHERE etablissement = @etablissement AND code_candidat IS NULL
          AND (demandee_le >= @since OR etat IN ('{Asked}', '{nameof(EtatRecuperation.Recue)}')) ORDER BY id
        """,
        new { etablissement, since }, ct);

    /// <summary>The same by somebody who waits for it: a request that rests after a failure begins anew at once.</summary>
    public async Task<long> RequestNowAsync(WriteSession session, string etablissement, string uai, string cause, CancellationToken ct)
    {
        var id = await RequestAsync(session, etablissement, uai, null, cause, ct);
        await session.ExecuteAsync(
            """
            UPDATE recuperation SET prochaine_tentative = @now, tentatives = 0, message = NULL, technique = NULL
            WHERE id = @id AND partie_le IS NULL
            """,
            new { id, now = time.GetUtcNow() }, ct);
        return id;
    }

    /// <summary>
    /// How many candidates of an établissement may wait to be asked for one by one: who names strangers without end must not fill the
    /// queue, nor keep his own pulls waiting (rule J1).
    /// </summary>
    public const int MostOneByOne = 100;

    /// <summary>Between two whole lists that are asked for in their place.</summary>
    public static readonly TimeSpan BetweenLists = TimeSpan.FromMinutes(15);

    /// <summary>
    /// Asks for an unknown candidate at these UAIs. Where too many are waiting already, their whole lists are asked for instead, now and
    /// then: he stands in one, if he is known at all.
    /// </summary>
    /// <returns>True when he is asked for by himself.</returns>
    public async Task<bool> RequestUnknownAsync(
        WriteSession session, string etablissement, IEnumerable<string> uais, int codeCandidat, string cause, CancellationToken ct)
    {
        var waiting = await session.ScalarAsync<long>(
            $"""
            SELECT COUNT(*) FROM (SELECT 1 FROM recuperation
                WHERE etablissement = @etablissement AND etat = '{Asked}' AND code_candidat IS NOT NULL LIMIT @MostOneByOne) AS attente
            """,
            new { etablissement, MostOneByOne }, ct);
        foreach (var uai in uais)
            if (waiting < MostOneByOne) await RequestAsync(session, etablissement, uai, codeCandidat, cause, ct);
            else await RequestListAsync(session, etablissement, uai, ct);
        return waiting < MostOneByOne;
    }

    private async Task RequestListAsync(WriteSession session, string etablissement, string uai, CancellationToken ct)
    {
        var last = await session.FirstOrDefaultAsync<RecuperationRow>(
            "SELECT * FROM recuperation WHERE etablissement = @etablissement AND uai = @uai AND cause = @Unknowns ORDER BY id DESC LIMIT 1",
            new { etablissement, uai, Unknowns }, ct);
        var id = await RequestAsync(session, etablissement, uai, null, Unknowns, ct);
        if (last is null || last.Id == id) return;
        await session.ExecuteAsync(
            "UPDATE recuperation SET prochaine_tentative = @next WHERE id = @id AND cause = @Unknowns AND partie_le IS NULL",
            new { id, next = last.DemandeeLe + BetweenLists, Unknowns }, ct);
    }

    /// <summary>A whole list that stands for candidates who are waited for.</summary>
    public static bool IsForUnknowns(RecuperationRow row) => row.Cause == Unknowns;

    private const string Unknowns = "Inscriptions de candidats inconnus, trop nombreux pour être demandés un à un";

    /// <summary>The source has still to answer about this candidate.</summary>
    public async Task<bool> IsAskedAsync(WriteSession session, string etablissement, int codeCandidat, CancellationToken ct) =>
        await session.ScalarAsync<long>(
            $"""
            SELECT COUNT(*) FROM recuperation WHERE etablissement = @etablissement
              AND (code_candidat = @codeCandidat OR cause = @Unknowns)
              AND etat IN ('{Asked}', '{nameof(EtatRecuperation.Recue)}')
            """,
            new { etablissement, codeCandidat, Unknowns }, ct) > 0;

    public Task<RecuperationRow?> FindAsync(Database database, string etablissement, long id, CancellationToken ct) =>
        database.FirstOrDefaultAsync<RecuperationRow>(
            "SELECT * FROM recuperation WHERE id = @id AND etablissement = @etablissement", new { id, etablissement }, ct);
}
