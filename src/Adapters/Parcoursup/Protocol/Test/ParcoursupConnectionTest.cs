using System.Net;
using System.Net.Security;
using System.Runtime.CompilerServices;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Parcoursup.Gateway.Domain.Connecteur;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Protocol;

/// <summary>
/// "Tester connecteur" towards Parcoursup (rule D1; contract §6): steps that open the gate when all succeed. A warning
/// does not fail. Each step is bounded in time; after a failed one the others are not run.
/// </summary>
public static class ParcoursupConnectionTest
{
    private static readonly TimeSpan NetworkStepLimit = TimeSpan.FromSeconds(10);

    /// <summary>Their names, in their order.</summary>
    public static IReadOnlyList<string> Etapes { get; } =
    [
        "Configuration complète", "Résolution DNS", "Connexion TCP", "TLS", "HTTP", "Identifiants", "Message de test acquitté",
    ];

    /// <summary>Each step when it is over.</summary>
    /// <param name="options">What is tested.</param>
    /// <param name="uai">UAI for which candidates are asked, and of reception where the dummy candidate has none.</param>
    /// <param name="http">The connection that real calls use; should follow no redirection.</param>
    /// <param name="time">Machine time: durations, and the present day for the certificate.</param>
    /// <param name="cancellationToken">Ends the test with an exception.</param>
    /// <param name="authentication">As for <see cref="ParcoursupClient"/>.</param>
    /// <param name="autorites">Roots to trust in the TLS step in place of the machine's; null: the machine's.</param>
    /// <param name="proxy">The proxy through which <paramref name="http"/> goes; null: the system's, as for any HttpClient.</param>
    /// <param name="verification">How real calls look at the certificate; null: its chain, name and dates only.</param>
    /// <param name="ouverture">How real calls open a connection; null: without a look at where it leads.</param>
    /// <param name="logger">Receives the outcome of each step.</param>
    public static async IAsyncEnumerable<EtapeTest> RunAsync(
        ParcoursupOptions options, string uai, HttpClient http, TimeProvider time,
        [EnumeratorCancellation] CancellationToken cancellationToken,
        IParcoursupAuthentication? authentication = null, X509Certificate2Collection? autorites = null, IWebProxy? proxy = null,
        Action<SslClientAuthenticationOptions>? verification = null, Ouverture? ouverture = null, ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var client = new ParcoursupClient(http, time, null, authentication);
        var callLimit = TimeSpan.FromSeconds(Math.Clamp(options.DelaiSecondes, 1, 600) + 5);
        (TimeSpan Limit, Func<CancellationToken, Task<StepOutcome>> Run)[] steps =
        [
            (NetworkStepLimit, _ => Task.FromResult(ConfigurationStep.Run(options, uai))),
            (NetworkStepLimit, ct => NetworkSteps.ResolveAsync(RouteTo(), ct)),
            (NetworkStepLimit, ct => NetworkSteps.ConnectAsync(RouteTo(), ct)),
            (NetworkStepLimit, ct => TlsStep.RunAsync(RouteTo(), autorites, verification, time, ct)),
            (NetworkStepLimit, ct => NetworkSteps.AnswersHttpAsync(http, new Uri(options.Url), ct)),
            (callLimit, ct => CallSteps.CredentialsAsync(client, options, uai, ct)),
            (callLimit, ct => CallSteps.TestMessageAsync(client, options, uai, ct)),
        ];

        string? failed = null;
        for (var i = 0; i < steps.Length; i++)
        {
            var start = time.GetTimestamp();
            var outcome = failed is null
                ? await BoundedAsync(steps[i].Limit, steps[i].Run, time, cancellationToken)
                : new StepOutcome(ResultatEtape.NonExecutee, $"Étape non exécutée : « {failed} » a échoué.", null);
            if (outcome.Resultat == ResultatEtape.Echec) failed = Etapes[i];
            var duration = outcome.Resultat == ResultatEtape.NonExecutee ? TimeSpan.Zero : time.GetElapsedTime(start);
            Log.Step(logger ?? NullLogger.Instance, uai, Etapes[i], outcome.Resultat.ToString(), (long)duration.TotalMilliseconds);
            yield return new EtapeTest(Etapes[i], outcome.Resultat, duration, outcome.Message, outcome.Remede, Bloquante: true);
        }

        // Called by steps that run only once the address is known to be valid.
        Route RouteTo() => Route.To(new Uri(options.Url), proxy ?? HttpClient.DefaultProxy, ouverture);
    }

    private static async Task<StepOutcome> BoundedAsync(
        TimeSpan limit, Func<CancellationToken, Task<StepOutcome>> step, TimeProvider time, CancellationToken cancellationToken)
    {
        using var patience = new Patience(limit, time, cancellationToken);
        try
        {
            return await step(patience.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return StepOutcome.Failure(
                $"Pas de réponse en {limit.TotalSeconds:0} s.",
                "Vérifier que le pare-feu de l'établissement laisse sortir les connexions vers Parcoursup, puis recommencer.");
        }
    }
}
