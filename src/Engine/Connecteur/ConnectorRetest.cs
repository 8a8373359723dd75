using System.Threading.Channels;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Engine.Connecteur;

/// <summary>
/// Tests a connector again at once when a change of its settings has made the former test void (rule D1), off the
/// request that saved the change.
/// </summary>
public sealed class ConnectorRetest(ConfigurationDirectory directory, ConnectorTest test, ILogger<ConnectorRetest> logger)
    : BackgroundService
{
    private readonly Channel<(string Etablissement, string Par, Auteur Auteur)> _queue =
        Channel.CreateUnbounded<(string, string, Auteur)>();

    public void Enqueue(string etablissement, string par) => _queue.Writer.TryWrite((etablissement, par, Auteur.Courant));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (code, par, auteur) in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            using var acting = Auteur.Agit(auteur);
            try
            {
                if (directory.Current.Find(code) is { } etablissement)
                    await test.RunAsync(etablissement, null, $"{par} (après modification)", stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                Log.RetestFailed(logger, code, failure);
            }
        }
    }
}
