using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Signals;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Schedule;

namespace Parcoursup.Gateway.Engine.Courriel;

/// <summary>Every morning, what waits.</summary>
internal sealed class PlannedCourriel(CourrielBook book, CourrielOptions options) : ICommonWork
{
    public const string Planifie = "planification";

    public string Name => "courriel";
    public string EnClair => "Résumé par courriel";
    public string EnPause => "Personne ne reçoit plus le résumé de ce qui attend.";
    public string? Cron => options.EstRegle && !string.IsNullOrWhiteSpace(options.Heure) ? options.Heure : null;

    public Task StartAsync(WriteSession session, Occurrence due, CancellationToken ct) =>
        book.DemanderAsync(session, Planifie, ct);

    public async Task<FinTravail?> FinAsync(string etablissement, Occurrence due, DateTimeOffset commence, CancellationToken ct)
    {
        var mine = (await book.ListAsync(ct)).Where(row => row.Par == Planifie && row.DemandeLe >= commence).ToList();
        var failed = mine.FirstOrDefault(row => row.Etat == nameof(EtatCourriel.Echec));
        return mine.Any(row => row.Etat == nameof(EtatCourriel.AEnvoyer)) ? null : failed is not null ? new(false, failed.Message)
            : new(true, Accord.De(mine.Count(row => row.Etat == nameof(EtatCourriel.Envoye)), "courriel envoyé", "courriels envoyés"));
    }
}

/// <summary>Sends what was asked for; a server that is away is tried again, more and more rarely, and not for ever.</summary>
internal sealed class CourrielWorker(
    CourrielBook book, ResumeCourriel resume, EnvoiSmtp smtp, ConfigurationDirectory directory, CourrielSignal signal, TimeProvider time,
    ILogger<CourrielWorker> logger) : WokenService(signal, TimeSpan.FromSeconds(30), time)
{
    private const int MostTries = 5;

    private bool _started;

    protected override void Tell(Exception failure) => Log.CourrielWorkerFailed(logger, failure);

    protected override async Task WorkAsync(CancellationToken ct)
    {
        if (!_started) await book.RecoverLostAsync(ct);
        _started = true;
        foreach (var id in await book.DueAsync(ct))
            if (await book.TakeAsync(id, ct) is { } row) await MakeAndSendAsync(row, ct);
    }

    // What cannot be told of one établissement keeps the others' mail from nobody.
    private async Task MakeAndSendAsync(CourrielRow row, CancellationToken ct)
    {
        try
        {
            await SendAsync(row, ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && Bulkhead.IsOfOne(failure))
        {
            Log.CourrielNotSent(logger, row.Id, row.Essais, failure);
            var told = $"Le résumé n'a pas pu être établi ({failure.GetType().Name}).";
            if (row.Essais >= MostTries) await book.EndAsync(row.Id, EtatCourriel.Echec, told, ct);
            else await book.AgainAsync(row.Id, TimeSpan.FromMinutes(row.Essais * row.Essais), told, ct);
        }
    }

    private async Task SendAsync(CourrielRow row, CancellationToken ct)
    {
        var recipients = (await book.DestinatairesAsync(row.Etablissement, ct)).Select(r => r.Adresse).ToList();
        var message = directory.Current.FindByCode(row.Etablissement) is { } etablissement && recipients.Count > 0
            ? await resume.DeAsync(etablissement, memeVide: row.Par != PlannedCourriel.Planifie, ct) : null;
        if (message is not var (subject, text))
        {
            await book.EndAsync(row.Id, EtatCourriel.SansObjet, "Rien n'attendait, ou plus personne à qui le dire.", ct);
            return;
        }

        try
        {
            await smtp.SendAsync(recipients, subject, text, ct);
            await book.EndAsync(row.Id, EtatCourriel.Envoye, Accord.De(recipients.Count, "destinataire"), ct);
        }
        catch (Exception failure) when (!ct.IsCancellationRequested && failure is not LeaseLostException)
        {
            // What a server says may name somebody: its kind is enough here, the rest stands in the log.
            Log.CourrielNotSent(logger, row.Id, row.Essais, failure);
            var told = $"Le serveur de courriel n'a pas pris le message ({failure.GetType().Name}).";
            if (row.Essais >= MostTries) await book.EndAsync(row.Id, EtatCourriel.Echec, told, ct);
            else await book.AgainAsync(row.Id, TimeSpan.FromMinutes(row.Essais * row.Essais), told, ct);
        }
    }
}
