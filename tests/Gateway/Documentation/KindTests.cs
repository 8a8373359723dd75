using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Parcoursup.Gateway.Composition;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Text;
using Parcoursup.Gateway.Engine.Intake;
using Parcoursup.Gateway.Engine.State.Evenements;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.State.Taches;

namespace Parcoursup.Gateway.Gateway.Tests.Documentation;

/// <summary>Whatever is written of an open list is registered, once: nobody reads a word that he cannot look up.</summary>
public sealed class KindTests
{
    // Every project of the gateway: a room may lie in any of them.
    private static readonly IEnumerable<MethodInfo> Constants = Assemblies([], typeof(GatewayHost).Assembly)
        .SelectMany(a => a.GetTypes()).Where(t => t.Name == "Kinds")
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic));

    [Fact]
    public void Every_word_that_a_room_names_is_registered()
    {
        AssertAll<Canal>();
        AssertAll<TypeTache>();
        AssertAll<NatureEvenement>();
        AssertAll<TypeGarde>();
        AssertAll<ActeAudit>();
    }

    [Fact]
    public void A_word_that_is_written_twice_is_refused()
    {
        var services = new ServiceCollection().AddKinds(TypeTache.MessageEcarte);
        Assert.Throws<InvalidOperationException>(() => services.AddKinds(new TypeTache("MessageEcarte")));
        services.AddKinds(new Canal("MessageEcarte"));
    }

    private static void AssertAll<T>() where T : struct, IKind
    {
        var named = Constants.Where(m => m.ReturnType == typeof(T)).Select(m => ((T)m.Invoke(null, null)!).Code).Order(StringComparer.Ordinal);
        Assert.NotEmpty(named);
        Assert.Equal(named, Registered.Of<T>().Order(StringComparer.Ordinal));
    }

    private static HashSet<Assembly> Assemblies(HashSet<Assembly> found, Assembly from)
    {
        if (found.Add(from))
            foreach (var name in from.GetReferencedAssemblies().Where(n => IsOurs(n.Name!))) Assemblies(found, Assembly.Load(name));
        return found;
    }

    private static bool IsOurs(string name) => name == "gateway" || name.StartsWith("Parcoursup.Gateway", StringComparison.Ordinal);
}
