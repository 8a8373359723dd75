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

    /// <summary>An account of a machine calls, for the person that the details name.</summary>
    public static void Consulte(this HttpContext http, string compte, string etablissement, params IReadOnlyList<ChampAudit> details) =>
        http.Features.Set(new CompteConsultant(compte, etablissement, details));

    /// <summary>Who calls, with his key where he has one.</summary>
    public static Auteur Auteur(this HttpContext http)
    {
        var caller = http.Features.Get<ApiCaller>();
        var name = caller?.Nom ?? http.Features.Get<CompteConsultant>()?.Compte ?? "appelant";
        return new(name, caller?.Id, CallerAddress.Of(http)?.ToString() ?? "local", http.TraceIdentifier);
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

/// <inheritdoc cref="ConsultationExtensions.Consulte(HttpContext,string,string,IReadOnlyList{ChampAudit})"/>
public sealed record CompteConsultant(string Compte, string Etablissement, IReadOnlyList<ChampAudit> Details);
