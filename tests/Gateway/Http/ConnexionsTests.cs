using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Gateway.Tests.Hosting;

namespace Parcoursup.Gateway.Gateway.Tests.Http;

/// <summary>Whoever opens connections, or takes his time, holds up nobody else.</summary>
public sealed class ConnexionsTests(PostgresServer postgres)
{
    [Fact]
    public async Task Connections_of_one_address_have_a_bound_and_those_of_others_go_on()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(storage, "--Connexions:ParAdresse=4", "--Connexions:Maximum=50");
        var held = new List<Socket>();
        for (var i = 0; i < 4; i++) held.Add(await ConnectAsync(gateway, "127.0.0.31"));

        Assert.True(await IsTurnedAwayAsync(gateway, "127.0.0.31"));
        using var other = gateway.From("127.0.0.32");
        Assert.Equal(HttpStatusCode.OK, (await other.SendAsync(HttpMethod.Get, "/sante/vivante")).Status);

        // A place that is given back can be had again.
        held[0].Dispose();
        await Poll.UntilAsync(() => IsServedAsync(gateway, "127.0.0.31"));
        held.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task Connections_of_all_together_have_a_bound_and_a_place_that_is_given_back_can_be_had()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(storage, "--Connexions:ParAdresse=3", "--Connexions:Maximum=3");
        var held = new List<Socket>();
        foreach (var from in new[] { "127.0.0.41", "127.0.0.42", "127.0.0.43" }) held.Add(await ConnectAsync(gateway, from));

        await Poll.UntilAsync(() => IsTurnedAwayAsync(gateway, "127.0.0.44"));

        held[0].Dispose();
        await Poll.UntilAsync(() => IsServedAsync(gateway, "127.0.0.44"));
        held.ForEach(socket => socket.Dispose());
    }

    /// <summary>Many answers are asked for on one connection and none is read: what waits to be read fills what the system takes.</summary>
    [Fact]
    public async Task Whoever_does_not_read_what_he_asked_for_loses_his_connection()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(storage, "--Connexions:ParAdresse=1", "--Connexions:Maximum=50");
        using var slow = await ConnectAsync(gateway, "127.0.0.45", receiveBuffer: 4096);
        var asked = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("GET /openapi.json HTTP/1.1\r\nHost: localhost\r\n\r\n", 200)));
        await slow.SendAsync(asked);
        // He is being served: nobody else gets his place.
        Assert.True(await IsTurnedAwayAsync(gateway, "127.0.0.45"));

        await Poll.UntilAsync(() => IsServedAsync(gateway, "127.0.0.45"));
    }

    [Fact]
    public async Task A_proxy_that_is_named_has_as_many_as_it_needs()
    {
        await using var storage = await TestStorage.CreateAsync(postgres, DatabaseEngine.Sqlite);
        await using var gateway = await GatewayInstance.StartAsync(
            storage, "--Connexions:ParAdresse=1", "--Connexions:Maximum=50", "--Adresses:Mandataires=127.0.0.33", "--Adresses:Publique=https://p.fr");
        using var first = await ConnectAsync(gateway, "127.0.0.33");
        using var second = gateway.From("127.0.0.33");

        Assert.Equal(HttpStatusCode.OK, (await second.SendAsync(HttpMethod.Get, "/sante/vivante")).Status);
    }

    [Fact]
    public async Task A_body_must_come_within_a_time_however_steadily_it_drips()
    {
        var http = new DefaultHttpContext
        {
            RequestServices = new ServiceCollection().AddSingleton<TimeProvider>(new HurriedTime()).BuildServiceProvider(),
        };
        http.Request.Body = new DrippingStream();

        var late = await Assert.ThrowsAsync<BadHttpRequestException>(() => http.ReadBodyAsync(1 << 20)).WaitAsync(Poll.Patience);

        Assert.Equal(StatusCodes.Status408RequestTimeout, late.StatusCode);
    }

    [Fact]
    public async Task A_file_of_a_form_must_come_within_a_time_too_whatever_the_protocol()
    {
        await using var body = new TimedBody(new DrippingStream(), 1 << 20, new HurriedTime());

        var late = await Assert.ThrowsAsync<BadHttpRequestException>(() => body.CopyToAsync(Stream.Null)).WaitAsync(Poll.Patience);

        Assert.Equal(StatusCodes.Status408RequestTimeout, late.StatusCode);
    }

    private static async Task<bool> IsServedAsync(GatewayInstance gateway, string from)
    {
        using var again = gateway.From(from);
        try
        {
            return (await again.SendAsync(HttpMethod.Get, "/sante/vivante")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<Socket> ConnectAsync(GatewayInstance gateway, string from, int? receiveBuffer = null)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (receiveBuffer is { } small) socket.ReceiveBufferSize = small;
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        await socket.ConnectAsync(gateway.Url.Host, gateway.Url.Port);
        return socket;
    }

    // It may be closed even before the caller knows that it was open.
    private static async Task<bool> IsTurnedAwayAsync(GatewayInstance gateway, string from)
    {
        try
        {
            using var socket = await ConnectAsync(gateway, from);
            return await socket.ReceiveAsync(new byte[1]).WaitAsync(Poll.Patience) == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }

    /// <summary>Machine time whose timers run a thousand times as fast.</summary>
    private sealed class HurriedTime : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / 1000, period);
    }

    private sealed class DrippingStream : MemoryStream
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            await Task.Delay(5, cancellationToken);
            buffer.Span[0] = (byte)' ';
            return 1;
        }
    }
}
