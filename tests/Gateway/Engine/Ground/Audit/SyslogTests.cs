using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Ground.Audit;

/// <summary>Every entry, in its order, at a collector that listens on a real socket.</summary>
public sealed partial class SyslogTests(PostgresServer postgres) : AuditTest(postgres, DatabaseEngine.Sqlite)
{
    [Fact]
    public async Task Each_entry_is_a_datagram_of_RFC_5424()
    {
        using var collector = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        collector.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var read = Datagrams(collector);
        await StartAsync(openGate: false, $"--Audit:Syslog=udp://127.0.0.1:{((IPEndPoint)collector.LocalEndPoint!).Port}");
        var odd = await Gateway.CreateKeyAsync("crochet ] guillemet \" barre \\", null);
        Assert.Equal(HttpStatusCode.Created, (await Gateway.Http.PostJsonAsync(Etab.Path + "cles", """{"nom":"autre"}""", odd)).Status);

        await ArrivedAsync(read);

        var messages = read.Select(m => Message.Match(m)).ToList();
        Assert.All(messages, m => Assert.True(m.Success));
        Assert.All(messages, m => Assert.Equal("109", m.Groups["pri"].Value));
        Assert.Equal(Enumerable.Range(1, messages.Count), messages.Select(m => int.Parse(m.Groups["numero"].Value, System.Globalization.CultureInfo.InvariantCulture)));
        Assert.Equal("CleCreee", messages[^1].Groups["msgid"].Value);
        var stored = (await EntriesAsync("&acte=CleCreee"))[0];
        Assert.Contains($"empreinte=\"{Text(stored, "empreinte")}\"", read.Last(), StringComparison.Ordinal);
        Assert.Contains("""qui="crochet \] guillemet \" barre \\" """, read.Last(), StringComparison.Ordinal);
        Assert.Contains("\uFEFFcrochet ] guillemet", read.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_has_its_lengths_and_what_came_while_nobody_listened_follows()
    {
        int port;
        using (var free = new TcpListener(IPAddress.Loopback, 0))
        {
            free.Start();
            port = ((IPEndPoint)free.LocalEndpoint).Port;
        }

        await StartAsync(openGate: false, $"--Audit:Syslog=tcp://127.0.0.1:{port}");
        await Gateway.CreateKeyAsync("avant", Etab.Code);
        using var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        var read = new ConcurrentQueue<string>();
        var client = await listener.AcceptTcpClientAsync();
        _ = Task.Run(() => ReadAsync(client, read));
        await ArrivedAsync(read);
        await Gateway.CreateKeyAsync("après", Etab.Code);
        await ArrivedAsync(read);

        Assert.All(read, m => Assert.Matches(Message, m));
        Assert.Equal(2, read.Count(m => Message.Match(m).Groups["msgid"].Value == "CleCreee" && m.Contains("etablissement=", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_socket_of_the_machine_is_taken_too()
    {
        var path = Path.Combine(Path.GetDirectoryName(Storage.SqliteFile)!, "log");
        using var collector = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        collector.Bind(new UnixDomainSocketEndPoint(path));
        var read = Datagrams(collector);
        await StartAsync(openGate: false, $"--Audit:Syslog=unix://{path}", "--Audit:SyslogCategorie=10");

        await ArrivedAsync(read);

        Assert.All(read, m => Assert.Equal("85", Message.Match(m).Groups["pri"].Value));
    }

    private async Task ArrivedAsync(ConcurrentQueue<string> read)
    {
        var written = (await Gateway.QueryAsync<int>("SELECT COUNT(*) FROM audit"))[0];
        await Poll.UntilAsync(() => Task.FromResult(read.Count), n => n >= written);
        Assert.Equal(written, read.Count);
    }

    private static ConcurrentQueue<string> Datagrams(Socket collector)
    {
        var read = new ConcurrentQueue<string>();
        _ = Task.Run(async () =>
        {
            var buffer = new byte[64 * 1024];
            while (true) read.Enqueue(Encoding.UTF8.GetString(buffer, 0, await collector.ReceiveAsync(buffer)));
        });
        return read;
    }

    // Octet counting: a length, a space, so many bytes.
    private static async Task ReadAsync(TcpClient client, ConcurrentQueue<string> read)
    {
        await using var stream = client.GetStream();
        while (true)
        {
            var length = 0;
            for (var digit = stream.ReadByte(); digit is >= '0' and <= '9'; digit = stream.ReadByte()) length = (length * 10) + digit - '0';
            if (length == 0) return;
            var message = new byte[length];
            await stream.ReadExactlyAsync(message);
            read.Enqueue(Encoding.UTF8.GetString(message));
        }
    }

    [GeneratedRegex("""^<(?<pri>\d+)>1 \d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z \S+ gateway \d+ (?<msgid>\w+) \[audit@32473 numero="(?<numero>\d+)"( \w+="([^"\\\]]|\\["\\\]])*")+\] \uFEFF\S""")]
    private static partial Regex Message { get; }
}
