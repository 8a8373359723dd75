namespace Parcoursup.Gateway.Engine.Ground.Text;

/// <summary>
/// A word of an open list, stored as its text. Its values are constants of the rooms that write them; what is read may be a word that
/// nobody here knows any more.
/// </summary>
public interface IKind
{
    string Code { get; }
}

/// <summary>A word of an open list that a room of this program writes.</summary>
internal sealed record RegisteredKind<T>(T Kind) where T : struct, IKind;

public static class KindRegistration
{
    /// <summary>Registers the words that a room writes; one that somebody else writes with another meaning must not slip in.</summary>
    public static IServiceCollection AddKinds<T>(this IServiceCollection services, params ReadOnlySpan<T> kinds) where T : struct, IKind
    {
        foreach (var kind in kinds)
        {
            var registered = new RegisteredKind<T>(kind);
            if (services.Any(s => registered.Equals(s.ImplementationInstance)))
                throw new InvalidOperationException($"{typeof(T).Name} {kind.Code} is registered twice.");
            services.AddSingleton(registered);
        }

        return services;
    }
}
