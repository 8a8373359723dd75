using System.Globalization;
using Parcoursup.Gateway.Adapters.Fregata.Configuration;
using Parcoursup.Gateway.Adapters.Fregata.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Recuperations;

namespace Parcoursup.Gateway.Adapters.Fregata.Imports;

/// <summary>How the refresh before an import ended.</summary>
/// <param name="Cause">Why the candidates could not be read; null when they were.</param>
/// <param name="Avertissement">What Parcoursup's answer leaves doubtful (rule C7).</param>
internal sealed record EtatActualisation(string? Cause, string? Avertissement = null);

/// <summary>
/// Asks Parcoursup for the candidates of a UAI unless what is known is fresh, and waits until they are applied and their
/// wishes decided.
/// </summary>
internal sealed class Actualisation(Database database, RecuperationBook book, IBusinessClock clock, TimeProvider time)
{
    private const string Timeout = "Timeout";
    private const string AskAgain = " Recommencer l'import dans quelques minutes.";
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public async Task<EtatActualisation> RunAsync(EtablissementModel etablissement, string uai, int session, CancellationToken stopping)
    {
        if (!etablissement.Document.ConnecteALaSource())
            return new(
                "la connexion à Parcoursup n'est pas renseignée : compléter la configuration de l'établissement, ou importer sans "
                + "actualisation ce que la passerelle connaît");

        RecuperationEnAttente? last = null;
        return await WithinAsync(etablissement, stopping, () => last is null ? null : CauseOf(last), async (deadline, ct) =>
        {
            string? warning = null;
            if (!await IsFreshAsync(etablissement, uai, ct))
            {
                var id = await database.WriteAsync(s => book.RequestNowAsync(s, etablissement.Code, uai, "Import demandé par Fregata", ct),
                    ct);
                while ((last = await ReadAsync(id, ct)).Etat != nameof(EtatRecuperation.Terminee))
                {
                    if (IsHopeless(last, deadline)) return new(CauseOf(last));
                    await Task.Delay(Look, time, ct);
                }

                warning = last.Message;
                last = null;
            }

            await DecidedAsync(etablissement.Code, session, ct);
            return new(null, warning);
        });
    }

    /// <summary>Asks Parcoursup nothing; waits only until what is known is decided, and says how old it is.</summary>
    public Task<EtatActualisation> WaitAsync(EtablissementModel etablissement, string uai, int session, CancellationToken stopping) =>
        WithinAsync(etablissement, stopping, () => null, async (_, ct) =>
        {
            await DecidedAsync(etablissement.Code, session, ct);
            var last = await database.ScalarAsync<DateTimeOffset?>(
                $"""
                SELECT MAX(instant_metier) FROM recuperation WHERE etablissement = @code AND uai = @uai AND code_candidat IS NULL
                AND etat = '{nameof(EtatRecuperation.Terminee)}' AND de_confiance
                """,
                new { code = etablissement.Code, uai }, ct);
            return new(null, "Parcoursup n'a pas été interrogé : ce sont les candidats que la passerelle connaît ; "
                + (last is { } at ? string.Create(CultureInfo.InvariantCulture,
                    $"dernière récupération de confiance le {Paris.At(at):dd/MM/yyyy} à {Paris.At(at):HH:mm}.")
                    : "aucune récupération de confiance n'a encore eu lieu."));
        });

    private async Task<EtatActualisation> WithinAsync(
        EtablissementModel etablissement, CancellationToken stopping, Func<string?> cause, Func<DateTimeOffset, CancellationToken,
        Task<EtatActualisation>> work)
    {
        var patience = TimeSpan.FromSeconds(etablissement.Fregata.DelaiReceptionSecondes);
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, stopping);
        try
        {
            return await work(time.GetUtcNow() + patience, either.Token);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return new(cause() ?? MessagesReception.DelaiEcoule);
        }
    }

    private async Task DecidedAsync(string etablissement, int session, CancellationToken ct)
    {
        while (await IsUndecidedAsync(etablissement, session, ct)) await Task.Delay(Look, time, ct);
    }

    // By both clocks: a simulated day that passes makes everything old (rule I1).
    private async Task<bool> IsFreshAsync(EtablissementModel etablissement, string uai, CancellationToken ct)
    {
        var age = TimeSpan.FromMinutes(etablissement.Fregata.FraicheurMinutes);
        return age > TimeSpan.Zero && await database.ScalarAsync<long>(
            $"""
            SELECT COUNT(*) FROM recuperation
            WHERE etablissement = @code AND uai = @uai AND code_candidat IS NULL AND etat = '{nameof(EtatRecuperation.Terminee)}'
            AND de_confiance
              AND partie_le >= @since AND instant_metier >= @businessSince AND instant_metier <= @business
            """,
            new { code = etablissement.Code, uai, since = time.GetUtcNow() - age, businessSince = clock.Now - age, business = clock.Now },
            ct) > 0;
    }

    private async Task<RecuperationEnAttente> ReadAsync(long id, CancellationToken ct) =>
        (await database.FirstOrDefaultAsync<RecuperationEnAttente>(
        """
        SELECT etat, message, technique, prochaine_tentative,
               EXISTS (SELECT 1 FROM message_ecarte e WHERE e.id = r.message_entrant) AS ecartee
        FROM recuperation r WHERE id = @id
        """, new { id }, ct))!;

    // Waiting heals neither a refusal nor a failure whose next attempt comes too late.
    private static bool IsHopeless(RecuperationEnAttente pull, DateTimeOffset deadline) =>
        pull.Ecartee || (pull.Message is not null
            && (pull.Etat == nameof(EtatRecuperation.Echec) || pull.EstRefusee || pull.ProchaineTentative > deadline));

    // A failure that time heals ends with what to do: whoever reads it has nothing to correct.
    private static string? CauseOf(RecuperationEnAttente pull) => pull switch
    {
        { Ecartee: true } => "la réponse de Parcoursup n'a pas pu être enregistrée (voir les tâches de la passerelle)",
        { Technique: Timeout } => MessagesReception.DelaiEcoule,
        { Message: { } message, Technique: not null, EstRefusee: false } => message + AskAgain,
        _ => pull.Message,
    };

    private async Task<bool> IsUndecidedAsync(string etablissement, int session, CancellationToken ct) => await database.ScalarAsync<long>(
        """
        SELECT COUNT(*) FROM candidat WHERE etablissement = @etablissement AND session = @session
        AND (a_evaluer OR prochaine_evaluation <= @today)
        """,
        new { etablissement, session, today = clock.Today }, ct) > 0;

    private sealed class RecuperationEnAttente
    {
        public string Etat { get; init; } = "";
        public string? Message { get; init; }
        public string? Technique { get; init; }
        public DateTimeOffset ProchaineTentative { get; init; }
        public bool Ecartee { get; init; }
        public bool EstRefusee => Technique == RecuperationRow.Refus;
    }
}
