using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Http;

/// <summary>
/// Who was shown personal data (rule J4). Noted once it is known that he was, also when he hung up in the middle; he waits for nothing.
/// </summary>
internal sealed class ConsultationAudit(RequestDelegate next, AuditQueue audit)
{
    public async Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<MarqueConsultation>() is not { } consultation)
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        finally
        {
            if (http.Response.HasStarted && http.Response.StatusCode is >= 200 and < 300) audit.Consulted(Of(http, consultation));
        }
    }

    private static EntreeAudit Of(HttpContext http, MarqueConsultation consultation)
    {
        var account = http.Features.Get<CompteConsultant>();
        return new(consultation.Acte, account?.Etablissement ?? http.Features.Get<EtablissementModel>()?.Code, http.SujetConsulte())
        {
            Auteur = http.Auteur(), Details = [new("adresse", null, http.Request.Path), .. account?.Details ?? []],
        };
    }
}
