namespace Parcoursup.Gateway.Engine.Faces;

/// <summary>By which listening addresses an endpoint is reached, where people have some of their own (rule J6).</summary>
[Flags]
public enum Cote
{
    /// <summary>People: the administration, pages and guides. What says nothing is theirs.</summary>
    Personnes = 1,

    /// <summary>The machines of others, which are let in from outside.</summary>
    Machines = 2,

    /// <summary>What holds nothing of anybody, such as the health of the process.</summary>
    Partout = Personnes | Machines,
}

/// <summary>Stands in the metadata of an endpoint that is not for people alone.</summary>
public sealed record MarqueCote(Cote Cote);

public static class CoteExtensions
{
    /// <summary>Binds the endpoints of a group, or one of them, to a side.</summary>
    public static TBuilder Du<TBuilder>(this TBuilder builder, Cote cote) where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new MarqueCote(cote));
        return builder;
    }

    /// <summary>Whose an endpoint is: people's, unless it says otherwise.</summary>
    public static Cote CoteOf(this Endpoint endpoint) => endpoint.Metadata.GetMetadata<MarqueCote>()?.Cote ?? Cote.Personnes;
}
