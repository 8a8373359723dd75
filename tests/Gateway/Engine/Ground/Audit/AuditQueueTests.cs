using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>Nothing is lost silently: what is too much is counted, what cannot be written is told.</summary>
public sealed class AuditQueueTests : IClassFixture<SharedGateway>, IDisposable
{
    private readonly SharedGateway _shared;
    private readonly LogLines _log = new(LogLevel.Warning);
    private readonly ILoggerFactory _loggers;

    public AuditQueueTests(SharedGateway shared)
    {
        _shared = shared;
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(_log).SetMinimumLevel(LogLevel.Warning));
    }

    public void Dispose() => _loggers.Dispose();

    [Fact]
    public async Task What_finds_the_queue_full_is_counted_with_its_author()
    {
        using var queue = Queue(_shared.Gateway.Services.GetRequiredService<AuditBook>());
        for (var i = 0; i < AuditQueue.Capacity + 7; i++)
            queue.Consulted(new(ActeAudit.DossierConsulte, null, "file pleine") { Auteur = new Auteur("lecteur pressé", "k1", "192.0.2.1") });

        await queue.StartAsync(default);
        await queue.StopAsync(default);

        var rows = await _shared.Gateway.QueryAsync<long>("SELECT nombre FROM audit WHERE qui = 'lecteur pressé' ORDER BY nombre DESC LIMIT 2");
        Assert.Equal([7L, 1L], rows);
        Assert.Equal(AuditQueue.Capacity + 7, (await _shared.Gateway.QueryAsync<long>("SELECT SUM(nombre) FROM audit WHERE qui = 'lecteur pressé'"))[0]);
        Assert.Empty(_log.Seen);
    }

    [Fact]
    public void Those_of_whom_there_are_too_many_are_one_more()
    {
        var grouped = new Regroupement(TimeProvider.System);
        for (var i = 0; i < Regroupement.Most + 100; i++)
            grouped.Add(new(ActeAudit.IdentifiantsRefuses, "univ-alpes", null) { Auteur = new Auteur("push:univ-alpes", null, "2001:db8::" + i) });

        var taken = grouped.Take();
        Assert.Equal(Regroupement.Most + 1, taken.Count);
        Assert.Equal(("divers", 100), (taken[^1].Auteur.Nom, taken[^1].Nombre));
        Assert.Empty(grouped.Take());
    }

    [Fact]
    public async Task What_cannot_be_written_before_the_end_is_told()
    {
        // A seal that fails stands for a database that does not answer.
        using var queue = Queue(new AuditBook(new AuditChain(new NoSeal()), TimeProvider.System));
        queue.Consulted(new(ActeAudit.DossierConsulte, null, "2026/17"));
        await queue.StartAsync(default);
        await Poll.UntilAsync(() => Task.FromResult(_log.Seen.Count > 0));

        await queue.StopAsync(new CancellationToken(canceled: true));

        Assert.Contains(_log.Seen, line => line.StartsWith("1 entries of the audit cannot be written", StringComparison.Ordinal));
        Assert.Contains(_log.Seen, line => line.StartsWith("1 entries of the audit are lost", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("udp://journal.univ.fr:514", "en clair")]
    [InlineData("tcp://192.0.2.1", "en clair")]
    [InlineData("journal.univ.fr", "n'est pas un destinataire")]
    [InlineData("unix://dev/log", "n'est pas un destinataire")]
    [InlineData("tls://journal.univ.fr", null)]
    [InlineData("udp://127.0.0.1:5514", null)]
    [InlineData("unix:///dev/log", null)]
    public void Entries_leave_the_machine_in_clear_only_where_somebody_said_so(string target, string? refusal)
    {
        var options = new AuditOptions { Syslog = target };

        if (refusal is null) Assert.Empty(options.Errors());
        else Assert.Contains(refusal, Assert.Single(options.Errors()), StringComparison.Ordinal);
        if (refusal == "en clair") Assert.Empty((options with { SyslogEnClair = true }).Errors());
    }

    private AuditQueue Queue(AuditBook book)
    {
        var services = _shared.Gateway.Services;
        return new AuditQueue(
            services.GetRequiredService<Database>(), book, services.GetRequiredService<RefusRepetes>(), new AuditOptions(), TimeProvider.System, services.GetRequiredService<IMeterFactory>(), _loggers.CreateLogger<AuditQueue>());
    }

    private sealed class NoSeal : IAuditSeal
    {
        public byte[] Of(ReadOnlySpan<byte> content) => throw new IOException("away");
    }
}
