using Parcoursup.Gateway.Domain.Baccalaureat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>The guards and the counts that they rest on.</summary>
public sealed class GardeBook(IBusinessClock clock, ConfigurationDirectory directory)
{
    private const string Waiting = nameof(EtatGarde.EnAttente);

    public async Task<IReadOnlyDictionary<long, EtatGarde>> StatesAsync(
        WriteSession session, IReadOnlyList<long> ids, CancellationToken ct) =>
        ids.Count == 0
            ? new Dictionary<long, EtatGarde>()
            : (await session.QueryAsync<GardeRow>("SELECT id, etat FROM garde WHERE id IN @ids", new { ids }, ct))
                .ToDictionary(g => g.Id, g => Enum.Parse<EtatGarde>(g.Etat));

    /// <summary>The states of the guards that keep these wishes.</summary>
    public Task<IReadOnlyDictionary<long, EtatGarde>> StatesOfAsync(
        WriteSession session, IEnumerable<VoeuRow> voeux, CancellationToken ct) =>
        StatesAsync(session, [.. voeux.Select(v => v.Garde).OfType<long>().Distinct()], ct);

    public async Task<int> TurnedTodayAsync(WriteSession session, string etablissement, DateOnly today, CancellationToken ct) =>
        await session.ScalarAsync<int?>(
            "SELECT nombre FROM defavorable_du_jour WHERE etablissement = @etablissement AND jour = @today",
            new { etablissement, today }, ct) ?? 0;

    public async Task<int> LiveAsync(WriteSession session, string etablissement, CancellationToken ct) =>
        await session.ScalarAsync<int>(
            $"SELECT COUNT(*) FROM voeu WHERE etablissement = @etablissement AND {VoeuRow.Live}", new { etablissement }, ct);

    /// <param name="jour">Only one opened that day; null: of any day.</param>
    public Task<long?> OpenAsync(WriteSession session, string etablissement, TypeGarde type, DateOnly? jour, CancellationToken ct) =>
        session.ScalarAsync<long?>(
            $"SELECT MIN(id) FROM garde WHERE etablissement = @etablissement AND type = @Code AND etat = '{Waiting}'"
                + (jour is null ? "" : " AND jour = @jour"),
            new { etablissement, type.Code, jour }, ct);

    public Task CountTurnsAsync(WriteSession session, string etablissement, DateOnly today, int count, CancellationToken ct) =>
        session.ExecuteAsync(
            """
            INSERT INTO defavorable_du_jour (etablissement, jour, nombre) VALUES (@etablissement, @today, @count)
            ON CONFLICT (etablissement, jour) DO UPDATE SET nombre = defavorable_du_jour.nombre + excluded.nombre
            """,
            new { etablissement, today, count }, ct);

    public async Task<long> OpenDecisionsAsync(
        WriteSession session, EtablissementModel etablissement, DateOnly today, int live, int campaign, CancellationToken ct)
    {
        var expected = directory.Current.Campagne(campaign) is { } calendar && today >= calendar.PremierJourDefavorable
            ? await FailuresAsync(session, etablissement.Code, campaign, ct) : (int?)null;
        var message = "Trop de vœux passeraient à défavorable (D) en une fois : vérifier la cause, puis confirmer ou rejeter. "
            + "En attendant, les décisions précédentes restent."
            + (expected is { } number ? $" Échecs au baccalauréat connus parmi les vœux favorables : {number}." : "");
        return await InsertAsync(session, etablissement.Code, TypeGarde.Decisions, today, 0, live, expected, message, null, null, ct);
    }

    public Task<long> InsertAsync(
        WriteSession session, string etablissement, TypeGarde type, DateOnly jour, int nombre, int vivants, int? attendu, string message,
        string? donnees, string? sujet, CancellationToken ct) =>
        session.ScalarAsync<long>(
            $"""
            INSERT INTO garde (etablissement, type, jour, etat, nombre, vivants, attendu, message, donnees, sujet, creee_le)
            VALUES (@etablissement, @Code, @jour, '{Waiting}', @nombre, @vivants, @attendu, @message, @donnees, @sujet, @now)
            RETURNING id
            """,
            new { etablissement, type.Code, jour, nombre, vivants, attendu, message, donnees, sujet, now = clock.Now }, ct);

    /// <summary>The one that waits for a person on this subject.</summary>
    public Task<long?> OpenOnAsync(WriteSession session, string etablissement, TypeGarde type, string sujet, CancellationToken ct) =>
        session.ScalarAsync<long?>(
            $"""
            SELECT MIN(id) FROM garde WHERE etablissement = @etablissement AND type = @Code AND sujet = @sujet AND etat = '{Waiting}'
            """,
            new { etablissement, type.Code, sujet }, ct);

    /// <summary>All subjects on which one waits.</summary>
    public async Task<IReadOnlySet<string>> OpenSubjectsAsync(
        WriteSession session, string etablissement, TypeGarde type, CancellationToken ct) =>
        (await session.QueryAsync<string>(
            $"SELECT sujet FROM garde WHERE etablissement = @etablissement AND type = @Code AND etat = '{Waiting}' AND sujet IS NOT NULL",
            new { etablissement, type.Code }, ct)).ToHashSet(StringComparer.Ordinal);

    /// <summary>A person has said no to this very number that day.</summary>
    public async Task<bool> WasRejectedAsync(
        WriteSession session, string etablissement, TypeGarde type, string sujet, DateOnly jour, int nombre, CancellationToken ct) =>
        await session.ScalarAsync<long>(
            $"""
            SELECT COUNT(*) FROM garde WHERE etablissement = @etablissement AND type = @Code AND sujet = @sujet AND jour = @jour
              AND nombre = @nombre AND etat = '{nameof(EtatGarde.Rejetee)}'
            """,
            new { etablissement, type.Code, sujet, jour, nombre }, ct) > 0;

    /// <summary>What an open one is about has changed.</summary>
    public Task RestateAsync(
        WriteSession session, long id, int nombre, int vivants, string message, string? donnees, CancellationToken ct) =>
        session.ExecuteAsync(
            "UPDATE garde SET nombre = @nombre, vivants = @vivants, message = @message, donnees = @donnees WHERE id = @id",
            new { id, nombre, vivants, message, donnees }, ct);

    /// <summary>What an open one holds back is no more: nobody has to settle it.</summary>
    public Task OvertakeAsync(WriteSession session, string etablissement, TypeGarde type, string sujet, CancellationToken ct) =>
        session.ExecuteAsync(
            $"""
            UPDATE garde SET etat = '{nameof(EtatGarde.SansObjet)}', traitee_le = @now
            WHERE etablissement = @etablissement AND type = @Code AND sujet = @sujet AND etat = '{Waiting}'
            """,
            new { etablissement, type.Code, sujet, now = clock.Now }, ct);

    public Task JoinAsync(WriteSession session, long id, int count, CancellationToken ct) =>
        session.ExecuteAsync("UPDATE garde SET nombre = nombre + @count WHERE id = @id", new { id, count }, ct);

    private static Task<int> FailuresAsync(WriteSession session, string etablissement, int campaign, CancellationToken ct) =>
        session.ScalarAsync<int>(
            $"""
            SELECT COUNT(*) FROM voeu v JOIN candidat c
              ON c.etablissement = v.etablissement AND c.session = v.session AND c.code_candidat = v.code_candidat
            WHERE v.etablissement = @etablissement AND v.session = @campaign AND v.{VoeuRow.Live}
              AND EXISTS (SELECT 1 FROM resultat_bac r WHERE r.etablissement = v.etablissement AND r.session = v.session
                          AND r.issue = @failed AND (r.cle = 'dossier:' || CAST(c.code_candidat AS TEXT) OR r.cle = 'ine:' || c.ine))
            """,
            new { etablissement, campaign, failed = nameof(IssueBac.Refuse) }, ct)!;
}
