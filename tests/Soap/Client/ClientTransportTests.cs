using System.Net;
using System.Net.Sockets;
using static Parcoursup.Gateway.Soap.Tests.Client.ClientTests;

namespace Parcoursup.Gateway.Soap.Tests.Client;

/// <summary>The difference that decides whether a message may be sent again: it never left, or nobody knows.</summary>
public sealed class ClientTransportTests
{
    [Fact]
    public async Task A_refused_connection_means_not_sent()
    {
        var result = Assert.IsType<SoapClientResult.NotSent>(await CallAsync(new("http://127.0.0.1:1/soap")));

        Assert.Equal(NotSentReason.Connection, result.Reason);
        Assert.True(result.Exchange.Request.Length > 0);
        Assert.Null(result.Exchange.Response);
    }

    [Fact]
    public async Task An_unknown_host_means_not_sent() =>
        Assert.Equal(
            NotSentReason.NameResolution,
            Assert.IsType<SoapClientResult.NotSent>(await CallAsync(new("http://nowhere.invalid/soap"))).Reason);

    [Fact]
    public async Task A_failed_TLS_handshake_means_not_sent()
    {
        await using var server = await TestServer.RespondingAsync(_ => Task.CompletedTask);
        var https = new UriBuilder(server.Address) { Scheme = "https" }.Uri;

        var result = Assert.IsType<SoapClientResult.NotSent>(await CallAsync(https));

        Assert.Equal(NotSentReason.Tls, result.Reason);
    }

    [Fact]
    public async Task A_time_out_before_the_connection_means_not_sent()
    {
        using var http = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) =>
            {
                await Task.Delay(Timeout.Infinite, cancellationToken);
                return Stream.Null;
            },
        });

        var result = await new SoapClient(http).CallAsync(
            new("http://127.0.0.1:9/"),
            writer => writer.WriteElementString("x", ""),
            new() { Timeout = TimeSpan.FromMilliseconds(100) },
            CancellationToken.None);

        Assert.Equal(NotSentReason.Timeout, Assert.IsType<SoapClientResult.NotSent>(result).Reason);
    }

    [Fact]
    public async Task A_service_that_does_not_answer_in_time_leaves_the_outcome_unknown()
    {
        await using var server = await TestServer.RespondingAsync(http => Task.Delay(Timeout.Infinite, http.RequestAborted));

        // On a busy machine the time may be over before anything was sent: then it is tried with more.
        SoapClientResult result = await CallAsync(server.Address, new() { Timeout = TimeSpan.FromMilliseconds(300) });
        for (var seconds = 1; result is SoapClientResult.NotSent && seconds < 100; seconds *= 3)
            result = await CallAsync(server.Address, new() { Timeout = TimeSpan.FromSeconds(seconds) });

        Assert.Equal(UnknownReason.Timeout, Assert.IsType<SoapClientResult.Unknown>(result).Reason);
    }

    [Fact]
    public async Task A_caller_that_gives_up_gets_a_result_and_not_an_exception()
    {
        using var cancellation = new CancellationTokenSource();
        await using var server = await TestServer.RespondingAsync(async http =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted);
        });

        var during = await CallAsync(server.Address, null, cancellation.Token);
        var before = await CallAsync(server.Address, null, cancellation.Token);

        Assert.Equal(UnknownReason.Cancelled, Assert.IsType<SoapClientResult.Unknown>(during).Reason);
        Assert.Equal(NotSentReason.Cancelled, Assert.IsType<SoapClientResult.NotSent>(before).Reason);
    }

    [Fact]
    public async Task A_connection_reset_after_sending_leaves_the_outcome_unknown()
    {
        await using var server = await TestServer.RespondingAsync(http =>
        {
            http.Abort();
            return Task.CompletedTask;
        });

        var result = Assert.IsType<SoapClientResult.Unknown>(await CallAsync(server.Address));

        Assert.Equal(UnknownReason.ConnectionLost, result.Reason);
    }

    [Fact]
    public async Task A_connection_cut_within_the_answer_leaves_the_outcome_unknown_and_keeps_what_came()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var socket = await listener.AcceptSocketAsync();
            await socket.ReceiveAsync(new byte[4096]);
            await socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\nContent-Length: 500\r\n\r\n<soap"u8.ToArray());
            await Task.Delay(200);
        });

        var result = Assert.IsType<SoapClientResult.Unknown>(
            await CallAsync(new($"http://{listener.LocalEndpoint}/soap")));
        await serving;

        Assert.Equal(UnknownReason.ConnectionLost, result.Reason);
        Assert.Equal("<soap"u8.ToArray(), result.Exchange.Response!.Value.ToArray());
        Assert.Equal(200, result.Exchange.Status);
    }
}
