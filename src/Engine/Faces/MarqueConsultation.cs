using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>Stands in the metadata of an address that shows personal data: who asks it is audited (rule J4).</summary>
public sealed record MarqueConsultation(ActeAudit Acte);

public static class ConsultationExtensions
{
    /// <summary>Whoever is answered leaves an entry.</summary>
    public static TBuilder Consulte<TBuilder>(this TBuilder builder, ActeAudit acte) where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new MarqueConsultation(acte));
        return builder;
    }

    /// <summary>The candidate's file that an answer is about, where the address does not say it.</summary>
    public static void Concerne(this HttpContext http, string? sujet) => http.Features.Set(new SujetConsulte(sujet));

    /// <summary>Who calls, with his key where he has one.</summary>
    public static Auteur Auteur(this HttpContext http)
    {
        var caller = http.Features.Get<ApiCaller>();
        return new(caller?.Nom ?? "appelant", caller?.Id, CallerAddress.Of(http)?.ToString() ?? "local", http.TraceIdentifier);
    }

    /// <summary>On what an address that shows personal data was asked.</summary>
    public static string? SujetConsulte(this HttpContext http)
    {
        var values = http.Request.RouteValues;
        return http.Features.Get<SujetConsulte>() is { Sujet: { } told } ? told
            : values["session"] is { } session && values["codeCandidat"] is { } dossier
                ? string.Create(CultureInfo.InvariantCulture, $"{session}/{dossier}")
            : values["codOpi"] is { } opi ? $"OPI {opi}" : null;
    }
}

/// <inheritdoc cref="ConsultationExtensions.Concerne"/>
internal sealed record SujetConsulte(string? Sujet);
