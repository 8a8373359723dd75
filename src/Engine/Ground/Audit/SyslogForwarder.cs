using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Ground.Audit;

/// <summary>
/// Sends every entry to syslog, in its order and from the first one on (setting <c>Audit:Syslog</c>). One node sends at a time; how far
/// it has come is kept with the entries, so that a collector that was away, or a node that ends, loses none.
/// </summary>
internal sealed class SyslogForwarder(
    Database database, AuditReader reader, AuditOptions options, ITlsSortant certificates, NodeName node, TimeProvider time,
    ILogger<SyslogForwarder> logger)
    : BackgroundService
{
    private const int Batch = 200;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly Lease _lease = new(new LeasedTable("audit_envoi", "1 = 1", Returned: "", TimeSpan.FromMinutes(1)), node, time);
    private bool _told;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (string.IsNullOrWhiteSpace(options.Syslog) || SyslogTarget.Read(options.Syslog) is not { } target) return;
        using var transport = new SyslogTransport(target, certificates);
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(transport, stoppingToken);
    }

    private async Task TryAsync(SyslogTransport transport, CancellationToken ct)
    {
        long next = 0;
        try
        {
            while (await DueAsync(ct) && await ClaimAsync(ct) is { } sent)
            {
                next = sent.Numero + 1;
                await SendAsync(transport, sent.Numero, ct);
                _told = false;
            }
        }
        catch (Exception failure) when (!ct.IsCancellationRequested)
        {
            // Once for an outage.
            if (!_told) Log.SyslogUnreachable(logger, next, failure);
            _told = true;
        }
    }

    private async Task SendAsync(SyslogTransport transport, long after, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct, limit.Token);
        var last = after;
        try
        {
            await foreach (var row in reader.ReadAsync(new(), after, both.Token))
            {
                await transport.SendAsync(SyslogMessage.Of(row, options.SyslogCategorie), both.Token);
                if ((last = row.Numero) == after + Batch) break;
            }
        }
        finally
        {
            // What has gone is not sent again, also when the next one fails.
            await database.WriteAsync(session => _lease.EndAsync(
                session, "numero = @last", new { Id = 1L, last }, CancellationToken.None), CancellationToken.None);
        }
    }

    // Looked at first: there is hardly ever anything, and the look waits for no writer.
    private async Task<bool> DueAsync(CancellationToken ct) => await database.ScalarAsync<long>(
        """
        SELECT COALESCE((SELECT numero FROM audit_tete WHERE id = 1), 0) - COALESCE((SELECT numero FROM audit_envoi WHERE id = 1), 0)
        """, null, ct) > 0;

    private Task<SentRow?> ClaimAsync(CancellationToken ct) => database.WriteAsync(async session =>
    {
        await session.ExecuteAsync("INSERT INTO audit_envoi (id, numero) VALUES (1, 0) ON CONFLICT (id) DO NOTHING", null, ct);
        return await _lease.ClaimAsync<SentRow>(session, "", Lease.Over, new { Id = 1L }, ct);
    }, ct);

    private sealed class SentRow
    {
        public long Numero { get; init; }
    }
}
