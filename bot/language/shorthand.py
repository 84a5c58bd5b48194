"""Short forms that people type for words of the language; each is read and shown."""

SHORT_FORMS: dict[str, str] = dict(
    pair.split("=")
    for pair in """
ap=app ths=this teh=the tihs=this thsi=this hte=the wiht=with wth=with waht=what whta=what hwo=how adn=and fo=of ot=to
tehre=there u=you goin=going probs=problems prob=problem nothin=nothing doin=doing wats=whats ppl=people lst=last
las=last pst=past yestrday=yesterday hw=how mny=many abt=about bc=because wks=weeks ystd=yesterday cust=customers
custs=customers usr=user usrs=users acct=account accts=accounts acc=account accs=accounts grp=group grps=groups
reg=registration regs=registrations regd=registered reqd=required succ=success sucess=success succes=success
fld=failed fls=failures pwds=passwords passwrd=password pword=password prov=provisioning provs=provisioning
ctry=country cntry=country loc=location lic=license lics=licenses cfg=configuration perms=consent conv=conversion
convs=conversion rt=rate pc=percent btwn=between frm=from frmo=from tot=number avg=average attr=attributes
attrs=attributes attribs=attributes dept=department mgr=manager comp=compare cmp=compare diff=difference prev=previous
curr=current err=error errs=errors su=signup sus=signups si=signin sis=signins authn=authentication orgs=organisation
envs=environment dl=download xport=export xls=excel pls=please plz=please thru=through tho=though rn=now atm=now y=why
r=are ur=your app's=app b4=before any1=anyone some1=someone every1=everyone
cos=because coz=because cuz=because gimme=give lemme=let wanna=want dunno=know pplz=people whit=with whith=with wit=with
""".split()
)

GROUP_FORMS = {"prov": "provider", "provs": "providers"}
"""Short forms that mean something else where they say what to group by."""
