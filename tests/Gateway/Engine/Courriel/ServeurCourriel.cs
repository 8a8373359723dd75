using System.Buffers;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using MimeKit;
using Parcoursup.Gateway.Gateway.Tests.Hosting;
using SmtpServer;
using SmtpServer.Authentication;
using SmtpServer.ComponentModel;
using SmtpServer.Protocol;
using SmtpServer.Storage;

namespace Parcoursup.Gateway.Gateway.Tests.Engine.Courriel;

/// <summary>A mail server of this machine, which keeps what it takes.</summary>
internal sealed class ServeurCourriel : IAsyncDisposable
{
    public const string Compte = "passerelle";
    public const string MotDePasse = "le mot de passe du courriel";

    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    /// <param name="certificate">Offers STARTTLS, and takes accounts behind it only; null: in clear, from everybody.</param>
    public ServeurCourriel(X509Certificate2? certificate = null)
    {
        Port = FreePort();
        var options = new SmtpServerOptionsBuilder().ServerName("127.0.0.1").Endpoint(endpoint =>
        {
            endpoint.Endpoint(new IPEndPoint(IPAddress.Loopback, Port));
            if (certificate is not null) endpoint.Certificate(certificate).AuthenticationRequired();
        }).Build();
        var services = new ServiceProvider();
        services.Add(new Kept(Recus));
        services.Add(new Accounts());
        _running = new SmtpServer.SmtpServer(options, services).StartAsync(_stop.Token);
    }

    public int Port { get; }

    public ConcurrentQueue<(IReadOnlyList<string> A, MimeMessage Message)> Recus { get; } = [];

    public async Task<(IReadOnlyList<string> A, MimeMessage Message)> UnAsync()
    {
        await Poll.UntilAsync(() => Task.FromResult(!Recus.IsEmpty));
        return Assert.Single(Recus);
    }

    /// <summary>Settings of a gateway that sends by it, in clear.</summary>
    public IReadOnlyList<string> Reglages =>
    [
        "--Courriel:Serveur=127.0.0.1", $"--Courriel:Port={Port}", "--Courriel:Tls=Aucun", "--Courriel:Expediteur=passerelle@univ.example",
    ];

    public async ValueTask DisposeAsync()
    {
        if (_running.IsCompleted) return;
        await _stop.CancelAsync();
        await _running.ContinueWith(_ => { }, TaskScheduler.Default);
        _stop.Dispose();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private sealed class Kept(ConcurrentQueue<(IReadOnlyList<string>, MimeMessage)> messages) : MessageStore
    {
        public override async Task<SmtpResponse> SaveAsync(
            ISessionContext context, IMessageTransaction transaction, ReadOnlySequence<byte> buffer, CancellationToken cancellationToken)
        {
            using var stream = new MemoryStream(buffer.ToArray());
            messages.Enqueue(([.. transaction.To.Select(to => $"{to.User}@{to.Host}")], await MimeMessage.LoadAsync(stream, cancellationToken)));
            return SmtpResponse.Ok;
        }
    }

    private sealed class Accounts : UserAuthenticator
    {
        public override Task<bool> AuthenticateAsync(ISessionContext context, string user, string password, CancellationToken token) =>
            Task.FromResult((user, password) == (Compte, MotDePasse));
    }
}
