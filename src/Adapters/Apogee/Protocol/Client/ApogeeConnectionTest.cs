using System.Runtime.CompilerServices;
using Parcoursup.Gateway.Domain.Connecteur;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Soap;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The SIS side of "Tester connecteur" (rule D1): Apogée's WSDL, then a call that changes nothing, then the neighbouring
/// services that are set up. All of it only warns.
/// </summary>
public static class ApogeeConnectionTest
{
    private const string Contrat = "Apogée : contrat (WSDL)";
    private const string Appel = "Apogée : appel sans effet";
    private const string ContratLaissezPasser = "Apogée : laissez-passer (WSDL)";
    private const string Recherche = "Apogée : recherche d'étudiant";

    /// <summary>The names of the steps, in their order.</summary>
    public static IReadOnlyList<string> Etapes(ApogeeOptions options) =>
    [
        Contrat, Appel, .. options.LaissezPasser is null ? [] : new[] { ContratLaissezPasser },
        .. options.Etudiant is null ? [] : new[] { Recherche },
    ];

    /// <summary>Each step when it is over.</summary>
    /// <param name="options">The établissement's options, as they are being tested.</param>
    /// <param name="http">The same transport as the deliveries'.</param>
    /// <param name="time">Measures the steps.</param>
    public static async IAsyncEnumerable<EtapeTest> RunAsync(
        ApogeeOptions options, HttpClient http, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        if (ApogeeOptionsValidator.Validate(options, "apogee").FirstOrDefault() is { Message: { } message })
        {
            yield return new EtapeTest("Apogée : configuration", ResultatEtape.Avertissement, TimeSpan.Zero,
                "La configuration d'Apogée est incomplète.", message, Bloquante: false);
            yield break;
        }

        yield return await StepAsync(Contrat, time, () => ContratApogee.CheckAsync(
            ServiceApogee.OpiMetier(options), ApogeeOpiClient.Operation(options).Nom, OtherVersion, http, time, cancellationToken));
        yield return await StepAsync(Appel, time, () => CallAsync(options, http, time, cancellationToken));
        if (options.LaissezPasser is { } laissezPasser)
            yield return await StepAsync(ContratLaissezPasser, time, () => ContratApogee.CheckAsync(
                ServiceApogee.Voisin(options, laissezPasser), LaissezPasserRequestWriter.Operation(laissezPasser.Version).Nom,
                names => OtherLaissezPasser(names, laissezPasser), http, time, cancellationToken));
        if (options.Etudiant is { } etudiant)
            yield return await StepAsync(Recherche, time, () =>
                AskAsync(ServiceApogee.Voisin(options, etudiant), http, time, cancellationToken));
    }

    private static string OtherVersion(IReadOnlySet<string> names)
    {
        var offered = OpiSchema.Versions.Where(v => names.Contains(v.Operation)).Select(v => v.Numero).ToList();
        return offered.Count > 0
            ? $"Indiquer la version {string.Join(" ou ", offered)} dans la configuration d'Apogée."
            : "Vérifier que l'adresse est celle d'OpiMetier et la version d'Apogée.";
    }

    private static string OtherLaissezPasser(IReadOnlySet<string> names, LaissezPasserOptions options)
    {
        var other = options.Version == 1 ? 2 : 1;
        return names.Contains(LaissezPasserRequestWriter.Operation(other).Nom)
            ? $"Indiquer la version {other} dans apogee.laissezPasser."
            : "Vérifier que l'adresse est celle de LaissezPasserMetier et la version d'Apogée.";
    }

    // Nobody has this number, and asking changes nothing: the refusal proves address, credentials and namespace.
    private static async Task<Constat> AskAsync(ServiceApogee service, HttpClient http, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var result = await new SoapClient(http, time).CallAsync(
            service.Url, xml => EtudiantMessages.Write(xml, service.EspaceDeNoms, new CritereEtudiant { CodOpi = "TEST" }), service.Soap,
            cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return ReponseApogee.Classify(result, service, EtudiantMessages.Operation) switch
        {
            IssueEnvoi.Acquittee or IssueEnvoi.Refusee =>
                new(ResultatEtape.Reussie, "EtudiantMetier répond et accepte les identifiants.", null),
            var failed => Failed(failed),
        };
    }

    // Without OPI number Apogée can only refuse: a refusal proves address, credentials, version and namespace.
    private static async Task<Constat> CallAsync(ApogeeOptions options, HttpClient http, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var service = ServiceApogee.OpiMetier(options);
        var result = await new SoapClient(http, time).CallAsync(
            service.Url, xml => OpiRequestWriter.Write(xml, options, OpiContenu.Vide), service.Soap, cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        return result switch
        {
            SoapClientResult.Fault { Received: var fault } when FautesApogee.IsBusiness(ReponseApogee.Code(fault)) =>
                new(ResultatEtape.Reussie,
                    $"Apogée accepte les identifiants et refuse l'OPI vide, comme attendu ({ReponseApogee.Code(fault)}).", null),
            SoapClientResult.Success => new(ResultatEtape.Avertissement, "Apogée a accepté une OPI vide.",
                "Vérifier que l'adresse est bien celle du service OpiMetier d'Apogée."),
            _ => Failed(ReponseApogee.Classify(result, service, ApogeeOpiClient.Operation(options))),
        };
    }

    private static Constat Failed(IssueEnvoi issue) => issue switch
    {
        IssueEnvoi.EchecTechnique failed =>
        Constat.Warn(failed.Message, failed.Explication ?? "Corriger la configuration d'Apogée, puis relancer le test."),
        IssueEnvoi.NonEnvoyee failed => Constat.Warn(failed.Message, "Vérifier l'adresse, le réseau et les pare-feux."),
        IssueEnvoi.Incertaine failed =>
        Constat.Warn(failed.Message, "Vérifier que le service répond ; augmenter delaiSecondes s'il est lent."),
        _ => Constat.Warn("Réponse inattendue d'Apogée.", "Vérifier l'adresse et la version."),
    };

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
