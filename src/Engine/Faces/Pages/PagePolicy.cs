using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Engine.Faces.Pages;

/// <summary>Who may open a page; it stands in the endpoint's metadata, and a page without one is nobody's.</summary>
/// <param name="Niveau">At least that, for the établissement of the address or the whole gateway; null: whoever is signed in.</param>
/// <param name="EstPublique">Also whoever is not signed in.</param>
public sealed record PagePolicy(Niveau? Niveau, bool EstPublique = false)
{
    /// <summary>Of a system's roles one is asked for, instead of a level.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];
}

public static class PagePolicyExtensions
{
    /// <summary>For whoever may at least that.</summary>
    public static TBuilder Pour<TBuilder>(this TBuilder builder, Niveau niveau) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PagePolicy(niveau));

    /// <summary>For whoever has one of these roles of a system, or runs the gateway.</summary>
    public static TBuilder PourRoles<TBuilder>(this TBuilder builder, params string[] roles) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PagePolicy(null) { Roles = roles });

    /// <summary>For everybody who is signed in: about himself.</summary>
    public static TBuilder PourConnectes<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PagePolicy(null));

    /// <summary>For everybody.</summary>
    public static TBuilder Publique<TBuilder>(this TBuilder builder) where TBuilder : IEndpointConventionBuilder =>
        builder.WithMetadata(new PagePolicy(null, EstPublique: true));
}
