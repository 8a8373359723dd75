using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Telemetrie;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>
/// What is audited without making anybody wait: consultations, one entry each, and refusals, counted over a minute. Nothing is lost
/// silently: what finds the queue full is counted with its author, what cannot be written is tried again, and what is left when the
/// program must end is told in the log.
/// </summary>
public sealed class AuditQueue : IHostedService, IDisposable
{
    internal const int Capacity = 10_000;
    private const int LargestBatch = 500;
    private static readonly TimeSpan AfterFailure = TimeSpan.FromSeconds(1);

    private readonly Channel<EntreeAudit> _entries =
        Channel.CreateBounded<EntreeAudit>(new BoundedChannelOptions(Capacity) { SingleReader = true });

    private readonly CancellationTokenSource _stopping = new();
    private readonly CancellationTokenSource _givenUp = new();
    private readonly Database _database;
    private readonly AuditBook _book;
    private readonly RefusRepetes _repeated;
    private readonly AuditOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<AuditQueue> _logger;
    private readonly Regroupement _grouped;
    private readonly Counter<long> _refus;
    private Task _running = Task.CompletedTask;

    public AuditQueue(
        Database database, AuditBook book, RefusRepetes repeated, AuditOptions options, TimeProvider time, IMeterFactory meters,
        ILogger<AuditQueue> logger)
    {
        _refus = meters.Passerelle().CreateCounter<long>(
            "passerelle.acces.refus", "{refus}", "Identifiants, clés ou droits refusés, par acte de l'audit.");
        (_database, _book, _repeated, _options, _time, _logger) = (database, book, repeated, options, time, logger);
        _grouped = new Regroupement(time);
    }

    /// <summary>Somebody has looked at something.</summary>
    public void Consulted(EntreeAudit entree)
    {
        if (!_entries.Writer.TryWrite(entree)) _grouped.Add(entree);
    }

    /// <summary>Credentials that did not pass, or a right that was not there.</summary>
    public void Refused(EntreeAudit entree)
    {
        // Neither the account nor the address: a name may be a person's.
        _refus.Add(1, Mesures.De("acte", entree.Acte.Code), Mesures.De(Mesures.Etablissement, entree.Etablissement ?? ""));
        _grouped.Add(entree with { Issue = EntreeAudit.Refuse });
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _running = Task.WhenAll(Task.Run(WriteEntriesAsync, CancellationToken.None), Task.Run(WriteGroupsAsync, CancellationToken.None));
        return Task.CompletedTask;
    }

    /// <summary>Writes what is left.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _entries.Writer.TryComplete();
        await _stopping.CancelAsync();
        await using var limit = cancellationToken.Register(_givenUp.Cancel);
        await _running;
        await WriteGroupAsync();
    }

    private async Task WriteEntriesAsync()
    {
        var batch = new List<EntreeAudit>();
        while (await _entries.Reader.WaitToReadAsync())
        {
            batch.Clear();
            while (batch.Count < LargestBatch && _entries.Reader.TryRead(out var entree)) batch.Add(entree);
            await WriteAsync(batch.Count, (session, ct) => _book.AppendAsync(session, batch, ct));
        }
    }

    private async Task WriteGroupsAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(_options.RegroupementSecondes), _time);
        try
        {
            while (await timer.WaitForNextTickAsync(_stopping.Token)) await WriteGroupAsync();
        }
        catch (OperationCanceledException)
        {
            // What has gathered is written at the end.
        }
    }

    private async Task WriteGroupAsync()
    {
        var taken = _grouped.Take();
        if (taken.Count == 0) return;
        IReadOnlyList<AlerteRefus> alerts = [];
        await WriteAsync(taken.Count, async (session, ct) =>
        {
            await _book.AppendAsync(session, taken, ct);
            alerts = await _repeated.RaiseAsync(session, ct);
        });
        foreach (var alert in alerts) Log.RepeatedRefusals(_logger, alert.Nombre, alert.Sujet, _options.AlerteFenetreMinutes);
    }

    private async Task WriteAsync(int count, Func<WriteSession, CancellationToken, Task> write)
    {
        for (var told = false; ; told = true)
        {
            try
            {
                await _database.WriteAsync(session => write(session, _givenUp.Token), _givenUp.Token);
                return;
            }
            catch (Exception failure)
            {
                if (_givenUp.IsCancellationRequested)
                {
                    Log.EntriesLost(_logger, count, failure);
                    return;
                }

                if (!told) Log.EntriesWait(_logger, count, failure);
                await Task.Delay(AfterFailure, _time, _givenUp.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public void Dispose()
    {
        _stopping.Dispose();
        _givenUp.Dispose();
    }
}
