using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary>The snapshots: asked for, taken, ended, found again.</summary>
internal sealed class InstantaneBook(Database database, NodeName node, ScolarixSignal signal, IBusinessClock clock, TimeProvider time)
    : RunBook<InstantaneRow>(database, Runs, node, time)
{
    private const string Asked = nameof(EtatInstantane.Demande);
    private const string UnderWay = nameof(EtatInstantane.EnCours);
    private const string Prepared = nameof(EtatInstantane.APublier);
    private const string Held = nameof(EtatInstantane.EnAttente);
    private const string Published = nameof(EtatInstantane.Publie);

    // What is prepared stays so: publishing it can be repeated.
    private static readonly LeasedTable Runs = new(
        "scolarix_instantane", Held: $"etat IN ('{UnderWay}', '{Prepared}')",
        Returned: $"etat = CASE WHEN etat = '{UnderWay}' THEN '{Asked}' ELSE etat END", Duration: TimeSpan.FromMinutes(1));

    /// <summary>
    /// Asks for a snapshot. It shares one that waits; behind one under way, whose moment is an earlier one, it makes
    /// another. A person's word counts more than a plan: the file that he asks for is written, changed or not.
    /// </summary>
    public async Task<long> RequestAsync(
        WriteSession session, string etablissement, int annee, string par, bool planifie, CancellationToken ct)
    {
        var request = new { etablissement, annee, par, planifie, Now };
        signal.Wake();
        while (true)
        {
            // What waits may be begun by another node between the two.
            if (await session.ScalarAsync<long?>(Join, request, ct) is { } joined) return joined;
            if (await session.ScalarAsync<long?>(Ask, request, ct) is { } asked) return asked;
        }
    }

    private const string Join =
        $"""
        UPDATE scolarix_instantane SET
            demandes = demandes + 1, par = CASE WHEN planifie AND NOT @planifie THEN @par ELSE par END, planifie = planifie AND @planifie
        WHERE etablissement = @etablissement AND session = @annee AND etat = '{Asked}' AND numero IS NULL RETURNING id
        """;

    private const string Ask =
        $"""
        INSERT INTO scolarix_instantane (etablissement, session, etat, par, planifie, demande_le)
        VALUES (@etablissement, @annee, '{Asked}', @par, @planifie, @Now)
        ON CONFLICT DO NOTHING RETURNING id
        """;

    /// <summary>What is asked for and can begin: the moment of one is never before the end of the one before it.</summary>
    public Task<IReadOnlyList<InstantaneRow>> RequestedAsync(CancellationToken ct) =>
        Database.QueryAsync<InstantaneRow>(
            $"""
            SELECT * FROM scolarix_instantane AS asked WHERE etat = '{Asked}' AND NOT EXISTS (
                SELECT 1 FROM scolarix_instantane AS other
                WHERE other.etablissement = asked.etablissement AND other.session = asked.session AND {Runs.Held})
            ORDER BY id
            """,
            null, ct);

    public Task<InstantaneRow?> FindAsync(string etablissement, int numero, CancellationToken ct) =>
        Database.FirstOrDefaultAsync<InstantaneRow>(
            "SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND numero = @numero",
            new { etablissement, numero }, ct);

    /// <summary>The one that a guard holds, or held.</summary>
    public Task<InstantaneRow?> OfGardeAsync(string etablissement, long garde, CancellationToken ct) =>
        Database.FirstOrDefaultAsync<InstantaneRow>(
            "SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND garde = @garde", new { etablissement, garde }, ct);

    public Task<IReadOnlyList<InstantaneRow>> ListAsync(string etablissement, int? annee, CancellationToken ct) =>
        Database.QueryAsync<InstantaneRow>(
            """
            SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND (@annee IS NULL OR session = @annee)
            ORDER BY id DESC LIMIT 100
            """,
            new { etablissement, annee }, ct);

    /// <summary>The last published one of a session, null before the first.</summary>
    public Task<InstantaneRow?> LastAsync(string etablissement, int annee, CancellationToken ct) =>
        Database.FirstOrDefaultAsync<InstantaneRow>(
            $"""
            SELECT * FROM scolarix_instantane WHERE etablissement = @etablissement AND session = @annee AND etat = '{Published}'
            ORDER BY numero DESC LIMIT 1
            """,
            new { etablissement, annee }, ct);

    /// <summary>Notes what a request waits for.</summary>
    public Task NoteAsync(InstantaneRow row, string message, CancellationToken ct) => row.Message == message
        ? Task.CompletedTask
        : Database.ExecuteAsync(
            $"UPDATE scolarix_instantane SET message = @message WHERE id = @Id AND etat = '{Asked}'", new { message, row.Id }, ct);

    /// <summary>
    /// Begins a snapshot: gives it a number that none ever had, and lets go of the one that waits for a person. Null when
    /// another process has it, when another one is under way or has to be published first, or when somebody has joined
    /// the request since it was read: the moment of the file may be before his.
    /// </summary>
    /// <param name="vus">The highest number that its folder holds.</param>
    public Task<InstantaneRow?> TakeAsync(InstantaneRow row, string? dossier, string disposition, int vus, CancellationToken ct) =>
        Database.WriteAsync(async session =>
        {
            await Database.LockEtablissementAsync(session, row.Etablissement, ct);
            var before = await session.ScalarAsync<long>(
                $"SELECT COUNT(*) FROM scolarix_instantane WHERE etablissement = @Etablissement AND session = @annee AND {Runs.Held}",
                new { row.Etablissement, annee = row.Session }, ct);
            if (before > 0) return null;
            var known = await session.ScalarAsync<int?>(
                "SELECT MAX(numero) FROM scolarix_instantane WHERE etablissement = @Etablissement", new { row.Etablissement }, ct) ?? 0;
            var taken = await Lease.ClaimAsync<InstantaneRow>(
                session,
                $"""
                etat = '{UnderWay}', commence_le = @Now, genere_le = @metier, message = NULL, dossier = @dossier,
                disposition = @disposition, conserve = TRUE, numero = @numero, precedent = (
                    SELECT MAX(p.numero) FROM scolarix_instantane p
                    WHERE p.etablissement = @Etablissement AND p.session = @annee AND p.etat = '{Published}')
                """,
                $"etat = '{Asked}' AND demandes = @Demandes",
                new
                {
                    Now, metier = clock.Now, dossier, disposition, row.Etablissement, annee = row.Session, row.Id, row.Demandes,
                    numero = Math.Max(known, vus) + 1,
                }, ct);
            if (taken is not null) await ReplaceHeldAsync(session, taken, ct);
            return taken;
        }, ct);

    /// <inheritdoc/>
    public override Task KeepAsync(WriteSession session, InstantaneRow run, CancellationToken ct) =>
        Lease.RenewAsync(session, new { run.Id, run.Numero }, ct, fence: "numero = @Numero");

    /// <summary>Ends what this process has, or what nobody has begun yet.</summary>
    public Task EndAsync(WriteSession session, InstantaneRow row, EtatInstantane etat, string message, CancellationToken ct) =>
        session.ExecuteAsync(
            $"""
            UPDATE scolarix_instantane SET etat = @etat, message = @message, termine_le = @Now, {Lease.Free}
            WHERE id = @Id AND (etat = '{Asked}' OR {Lease.Mine})
            """,
            Lease.Parameters(new { etat = etat.ToString(), message, Now, row.Id }), ct);

    /// <summary>The next one that is to be made visible, for this process; null when there is none.</summary>
    public Task<InstantaneRow?> TakePreparedAsync(CancellationToken ct) => Database.WriteAsync(
        session => session.FirstOrDefaultAsync<InstantaneRow>(
            $"""
            UPDATE scolarix_instantane SET {Lease.Take}
            WHERE id = (
                SELECT id FROM scolarix_instantane WHERE etat = '{Prepared}' AND bail_par IS NULL ORDER BY id LIMIT 1{Database.SkipLocked})
            RETURNING *
            """,
            Lease.Parameters(null), ct), ct);

    private async Task ReplaceHeldAsync(WriteSession session, InstantaneRow taken, CancellationToken ct)
    {
        var held = new
        {
            taken.Etablissement, annee = taken.Session, metier = clock.Now, par = $"instantané {taken.Numero}",
            message = $"Remplacé par l'instantané {taken.Numero} avant d'être confirmé.",
        };
        await session.ExecuteAsync(
            $"""
            UPDATE garde SET etat = '{nameof(EtatGarde.SansObjet)}', traitee_le = @metier, par = @par
            WHERE etat = '{nameof(EtatGarde.EnAttente)}' AND id IN (
                SELECT garde FROM scolarix_instantane WHERE etablissement = @Etablissement AND session = @annee AND etat = '{Held}')
            """,
            held, ct);
        await session.ExecuteAsync(
            $"""
            UPDATE scolarix_instantane SET etat = '{nameof(EtatInstantane.Remplace)}', message = @message
            WHERE etablissement = @Etablissement AND session = @annee AND etat = '{Held}'
            """,
            held, ct);
    }
}
