using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee;

/// <summary>
/// The SIS side of "Tester connecteur" (rule D1): Apogée's WSDL, then a call that changes nothing. Both only warn.
/// </summary>
public static class ApogeeConnectionTest
{
    /// <param name="options">The établissement's options, as they are being tested.</param>
    /// <param name="http">The same transport as the deliveries'.</param>
    /// <param name="time">Measures the steps.</param>
    public static async Task<IReadOnlyList<EtapeTest>> RunAsync(
        ApogeeOptions options, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (ApogeeOptionsValidator.Validate(options, "apogee").FirstOrDefault() is { Message: { } message })
            return [new EtapeTest("Apogée : configuration", ResultatEtape.Avertissement, TimeSpan.Zero, "La configuration d'Apogée est incomplète.", message, Bloquante: false)];

        return
        [
            await StepAsync("Apogée : contrat (WSDL)", time, () => ContratApogee.CheckAsync(options, http, time, cancellationToken)),
            await StepAsync("Apogée : appel sans effet", time, () => CallAsync(options, http, time, cancellationToken)),
        ];
    }

    // Without OPI number Apogée can only refuse: a refusal proves address, credentials, version and namespace.
    private static async Task<Constat> CallAsync(ApogeeOptions options, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        var result = await new SoapClient(http, time).CallAsync(
            new Uri(options.Url),
            xml => OpiRequestWriter.Write(xml, options, OpiContenu.Vide),
            options.ToSoapOptions(),
            cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result switch
        {
            SoapClientResult.Fault { Received: var fault } when FautesApogee.IsBusiness(ReponseApogee.Code(fault)) =>
                new(ResultatEtape.Reussie, $"Apogée accepte les identifiants et refuse l'OPI vide, comme attendu ({ReponseApogee.Code(fault)}).", null),
            SoapClientResult.Success => new(ResultatEtape.Avertissement, "Apogée a accepté un OPI vide.",
                "Vérifier que l'adresse est bien celle du service OpiMetier d'Apogée."),
            _ => ReponseApogee.Classify(result, options) switch
            {
                IssueEnvoi.EchecTechnique failed => new(ResultatEtape.Avertissement, failed.Message, "Corriger la configuration d'Apogée, puis relancer le test."),
                IssueEnvoi.NonEnvoyee failed => new(ResultatEtape.Avertissement, failed.Message, "Vérifier l'adresse, le réseau et les pare-feux."),
                IssueEnvoi.Incertaine failed => new(ResultatEtape.Avertissement, failed.Message, "Vérifier que le service répond ; augmenter delaiSecondes s'il est lent."),
                _ => new(ResultatEtape.Avertissement, "Réponse inattendue d'Apogée.", "Vérifier l'adresse et la version."),
            },
        };
    }

    private static async Task<EtapeTest> StepAsync(string nom, TimeProvider time, Func<Task<Constat>> run)
    {
        var start = time.GetTimestamp();
        var constat = await run();
        return new EtapeTest(nom, constat.Resultat, time.GetElapsedTime(start), constat.Message, constat.Remede, Bloquante: false);
    }
}

/// <summary>What a step found.</summary>
internal sealed record Constat(ResultatEtape Resultat, string Message, string? Remede)
{
    public static Constat Warn(string message, string remede) => new(ResultatEtape.Avertissement, message, remede);
}
