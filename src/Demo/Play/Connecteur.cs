using System.Text.Json;
using Parcoursup.Gateway.Demo.Reporting;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>"Tester connecteur", step by step.</summary>
internal static class Connecteur
{
    public static async Task TesterAsync(GatewayApi api, IEcran ecran, CancellationToken cancellationToken)
    {
        var test = await api.TesterConnecteurAsync(cancellationToken);
        ecran.Dire("   Tester connecteur :");
        foreach (var etape in test["etapes"]?.AsArray() ?? [])
        {
            var message = etape?["message"]?.ToString();
            ecran.Dire($"     {etape?["resultat"],-13} {etape?["nom"]}{(string.IsNullOrEmpty(message) ? "" : " : " + message)}");
        }

        if (test["ouvert"]?.GetValueKind() != JsonValueKind.True)
            throw new DemoException("Le test du connecteur a échoué.");
    }
}
