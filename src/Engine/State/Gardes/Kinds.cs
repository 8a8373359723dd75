using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.State.Gardes;

/// <summary>The words of open lists that this room writes.</summary>
public static class Kinds
{
    extension(TypeGarde)
    {
        /// <summary>Too many wishes would turn to D (rule C6).</summary>
        public static TypeGarde Decisions => new("Decisions");
    }

    public static IServiceCollection Add(IServiceCollection services) => services
        .AddKinds(TypeGarde.Decisions);
}
